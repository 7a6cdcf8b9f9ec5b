// SPDX-License-Identifier: Apache-2.0
import { revokeApiToken as revokeToken } from '@datacar/sdk/wallet/revokeApiToken';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';

export const revokeApiToken: CommandAction<{ token: string }> = async ({ token }, context) => {
  const { output } = context;
  const answer = await revokeToken(await openClient(context), { token });
  output.json({ id: token, ...answer });
  output.line(`Token ${token} is revoked.`);
  return 'done';
};
