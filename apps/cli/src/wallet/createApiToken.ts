// SPDX-License-Identifier: Apache-2.0
import {
  type CreateApiTokenParameters,
  createApiToken as createToken,
} from '@datacar/sdk/wallet/createApiToken';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatTime } from '../output/formatTime.ts';

interface Options {
  name: string;
  scope?: CreateApiTokenParameters['scopes'];
  expiresIn: number;
}

const scopesDefault: CreateApiTokenParameters['scopes'] = ['vehicles:read', 'records:read'];

export const createApiToken: CommandAction<Options> = async ({ name, scope, expiresIn }, context) => {
  const { output } = context;
  const client = await openClient(context);
  const token = await createToken(client, { name, scopes: scope ?? scopesDefault, expiresInDays: expiresIn });
  output.json(token);
  output.line(output.colors.bold(token.token));
  output.line();
  output.line(
    `Token ${token.id} "${token.name}" may ${token.scopes.join(', ')} until ${formatTime(token.expiresAtMs)}.`,
  );
  output.line('It is shown this once; the server keeps only its hash.');
  return 'done';
};
