// SPDX-License-Identifier: Apache-2.0
import { parseAmount } from '@datacar/core/token/parseAmount';
import { sendCoin } from '@datacar/sdk/token/calls/sendCoin';
import { sendToken } from '@datacar/sdk/token/calls/sendToken';
import { type CallOptions, runCall } from '../command/runCall.ts';
import { findAddress } from '../home/findAddress.ts';

interface Options extends CallOptions {
  to: string;
  amount: string;
  asset: 'datr' | 'coin';
}

export const send = runCall<Options>(async ({ to: recipient, amount, asset }, { client, context }) => {
  const to = await findAddress(context, recipient);
  const build = asset === 'coin' ? sendCoin : sendToken;
  return build(client, { to, amount: parseAmount(amount) });
});
