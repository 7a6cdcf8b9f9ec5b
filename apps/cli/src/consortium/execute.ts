// SPDX-License-Identifier: Apache-2.0
import { executeCalls } from '@datacar/sdk/consortium/calls/executeCalls';
import { executeProposal } from '@datacar/sdk/consortium/calls/executeProposal';
import { listProposals } from '@datacar/sdk/consortium/listProposals';
import { type CallOptions, runCall } from '../command/runCall.ts';

interface Options extends CallOptions {
  proposal: string;
}

export const execute = runCall<Options>(
  async ({ proposal: id }, { client }) => {
    const { items } = await listProposals(client, { id });
    const build = items[0]?.state === 'scheduled' ? executeCalls : executeProposal;
    return build(client, { id });
  },
  { next: () => 'What came of it: datacar member votes' },
);
