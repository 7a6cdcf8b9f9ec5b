// SPDX-License-Identifier: Apache-2.0
import { readHealth } from '@datacar/sdk/api/readHealth';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { renderTable } from '../output/renderTable.ts';

export const showStatus: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const { green, red, dim } = output.colors;
  const client = await openClient(context);
  const health = await readHealth(client);
  output.json({ url: client.url, ...health });
  output.line(
    `${client.url}, version ${health.version}: ${health.status === 'ok' ? green('works') : red('failing')}`,
  );
  output.line();
  const rows = Object.entries(health.checks).map(([name, { isHealthy, message }]) => [
    name,
    isHealthy ? green('ok') : red('failing'),
    message,
  ]);
  output.line(renderTable([{ title: 'PART' }, { title: 'STATE' }, { title: 'FINDING' }], rows, dim));
  return health.status === 'ok' ? 'done' : 'failed';
};
