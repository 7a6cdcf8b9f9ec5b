// SPDX-License-Identifier: Apache-2.0
import { releaseAllocation } from '@datacar/sdk/token/calls/releaseAllocation';
import { type CallOptions, runCall } from '../command/runCall.ts';
import { UsageError } from '../command/UsageError.ts';

interface Options extends CallOptions {
  allocation: string;
}

/** Why the other allocations are not released by their date. */
const otherWays: Readonly<Record<string, string>> = {
  operation: 'Operation pays what is proposed and approved: see `datacar fund list`.',
  mining: 'Mining pays only through the distributor of rewards.',
  publicOffering: 'The public offering delivers what is bought: see `datacar offering show`.',
};

export const release = runCall<Options>(async ({ allocation }, { client }) => {
  if (allocation !== 'technology' && allocation !== 'foundation') {
    throw new UsageError(
      otherWays[allocation] ?? 'An allocation that waits for its date is technology or foundation.',
    );
  }
  return releaseAllocation(client, { allocation });
});
