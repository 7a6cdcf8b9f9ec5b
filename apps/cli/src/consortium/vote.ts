// SPDX-License-Identifier: Apache-2.0
import { castVote } from '@datacar/sdk/consortium/calls/castVote';
import { type CallOptions, runCall } from '../command/runCall.ts';
import { UsageError } from '../command/UsageError.ts';

interface Options extends CallOptions {
  proposal: string;
  for?: boolean;
  against?: boolean;
}

export const vote = runCall<Options>(
  async ({ proposal: id, for: isFor = false, against: isAgainst = false }, { client }) => {
    if (isFor === isAgainst) throw new UsageError('Say --for or --against.');
    return castVote(client, { id, isFor });
  },
  { next: () => 'How it stands: datacar member votes' },
);
