// SPDX-License-Identifier: Apache-2.0
import { defineCommand } from '../command/defineCommand.ts';
import { collectList, parseDays } from '../command/optionParsers.ts';

export const walletCommands = [
  defineCommand({
    name: 'api-token create',
    summary: 'make a token for a program',
    description:
      'The token is shown once. Programs send it as a bearer token; `datacar` itself takes it as DATACAR_TOKEN.',
    scope: 'server',
    options: [
      { flags: '--name <name>', summary: 'what the token is for', isRequired: true },
      {
        flags: '--scope <scope...>',
        summary:
          'what it may do: vehicles:read, vehicles:write, records:read, records:write (default: both reads)',
        parse: collectList,
      },
      { flags: '--expires-in <days>', summary: 'days until it ends', default: 90, parse: parseDays },
    ],
    examples: [
      'datacar api-token create --name dashboard --scope vehicles:read records:read --expires-in 30',
    ],
    load: async () => (await import('./createApiToken.ts')).createApiToken,
  }),
  defineCommand({
    name: 'api-token list',
    summary: 'list your API tokens, without their secrets',
    scope: 'server',
    examples: ['datacar api-token list'],
    load: async () => (await import('./listApiTokens.ts')).listApiTokens,
  }),
  defineCommand({
    name: 'api-token revoke',
    summary: 'end an API token at once',
    scope: 'server',
    arguments: [{ name: '<token>', summary: 'id of the token, as listed' }],
    examples: ['datacar api-token revoke k3v9'],
    load: async () => (await import('./revokeApiToken.ts')).revokeApiToken,
  }),
];
