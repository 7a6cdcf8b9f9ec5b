// SPDX-License-Identifier: Apache-2.0
import { delegateVotes } from '@datacar/sdk/token/calls/delegateVotes';
import { type CallOptions, runCall } from '../command/runCall.ts';
import { findAddress } from '../home/findAddress.ts';

interface Options extends CallOptions {
  to: string;
}

export const delegate = runCall<Options>(async ({ to }, { client, context }) =>
  delegateVotes(client, { to: await findAddress(context, to) }),
);
