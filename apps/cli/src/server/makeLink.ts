// SPDX-License-Identifier: Apache-2.0
import { createLoginLink } from '@datacar/sdk/wallet/createLoginLink';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatTime } from '../output/formatTime.ts';

export const makeLink: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const link = await createLoginLink(await openClient(context));
  output.json(link);
  output.line(output.colors.cyan(link.url));
  output.line(output.colors.dim(`signs in once, until ${formatTime(link.expiresAtMs)}`));
  return 'done';
};
