// SPDX-License-Identifier: Apache-2.0
import { proveNode } from '@datacar/sdk/consortium/calls/proveNode';
import { registerNode } from '@datacar/sdk/consortium/calls/registerNode';
import { type CallOptions, runCall } from '../command/runCall.ts';
import { findAddress } from '../home/findAddress.ts';
import { openAccount } from '../home/openAccount.ts';

interface Options extends CallOptions {
  node: string;
}

export const register = runCall<Options & { endpoint?: string }>(
  async ({ node, endpoint }, { client, context }) =>
    registerNode(client, { node: await findAddress(context, node), endpoint }),
  { next: ({ node }) => `It counts once it has shown that it lives: datacar validator prove --node ${node}` },
);

export const prove = runCall<Options>(async ({ node }, { client, context }) =>
  proveNode(client, { node: await openAccount(context, node) }),
);
