// SPDX-License-Identifier: Apache-2.0
import { anchorLog as anchorNow } from '@datacar/sdk/records/anchorLog';
import type { CommandAction } from '../command/defineCommand.ts';
import { openClient } from '../home/openClient.ts';
import { formatCounted } from '../output/formatCount.ts';
import { formatTime } from '../output/formatTime.ts';

export const anchorLog: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const client = await openClient(context);
  const progress = await output.startProgress('Anchoring the log');
  try {
    const anchor = await anchorNow(client);
    progress.stop();
    output.json(anchor);
    output.line(
      `The log with ${formatCounted(anchor.size, 'entry', 'entries')} is anchored in block ${anchor.blockNumber} (${formatTime(anchor.blockTimeMs)}).`,
    );
    output.line(output.colors.dim(anchor.transactionHash));
    return 'done';
  } finally {
    progress.stop();
  }
};
