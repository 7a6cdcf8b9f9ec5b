// SPDX-License-Identifier: Apache-2.0
import { listApiTokens as listTokens } from '@datacar/sdk/wallet/listApiTokens';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';

export const listApiTokens: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const { items } = await listTokens(await openClient(context));
  output.json({ items });
  if (items.length === 0) {
    output.line('You have no API tokens. Make one with `datacar api-token create --name NAME`.');
    return 'done';
  }
  const rows = items.map(({ id, name, scopes, createdAtMs, expiresAtMs }) => [
    id,
    name,
    scopes.join(' '),
    formatTime(createdAtMs),
    expiresAtMs <= Date.now() ? output.colors.red('ended') : formatTime(expiresAtMs),
  ]);
  const columns = ['ID', 'NAME', 'SCOPES', 'MADE', 'ENDS'].map((title) => ({ title }));
  output.line(renderTable(columns, rows, output.colors.dim));
  return 'done';
};
