// SPDX-License-Identifier: Apache-2.0
import { parseAmount } from '@datacar/core/token/parseAmount';
import { burnToken } from '@datacar/sdk/token/calls/burnToken';
import { type CallOptions, runCall } from '../command/runCall.ts';

interface Options extends CallOptions {
  amount: string;
}

export const burn = runCall<Options>(async ({ amount }, { client }) =>
  burnToken(client, { amount: parseAmount(amount) }),
);
