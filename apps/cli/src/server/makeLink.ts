// SPDX-License-Identifier: Apache-2.0
import { createLoginLink } from '@datacar/sdk/wallet/createLoginLink';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderQr } from '../output/renderQr.ts';

export const makeLink: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const link = await createLoginLink(await openClient(context));
  output.json(link);
  output.line(output.colors.cyan(link.url));
  output.line(output.colors.dim(`signs in once, until ${formatTime(link.expiresAtMs)}`));
  if (link.lanUrl !== null) {
    output.line();
    output.line('The same link for a phone in the local network:');
    if (output.colors.isColorSupported && link.lanQr !== null) output.line(`\n${renderQr(link.lanQr)}\n`);
    output.line(output.colors.cyan(link.lanUrl));
  }
  return 'done';
};
