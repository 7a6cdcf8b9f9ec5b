// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import { callRpc } from '@datacar/sdk/consortium/callRpc';
import type { RpcHex, RpcReceipt } from '@datacar/sdk/consortium/RpcMethods';
import { client } from '../../app/client.ts';
import type { WalletProvider } from '../discoverWallets.ts';
import { turnToOwnChain } from './walletChain.ts';

const pollMs = 500;
/** A sealed block appears within a second or two; a validator that is away takes longer. */
const waitMsMax = 120_000;

export interface SendByWalletOptions {
  provider: WalletProvider;
  from: string;
  call: ContractCall;
}

/**
 * Lets the wallet sign and send a call, and waits until the chain has it. A call that the contract would refuse is
 * refused here, before anything is signed.
 *
 * @throws DatacarError TRANSACTION_REFUSED, TRANSACTION_REVERTED, TRANSACTION_UNSETTLED, CHAIN_MISMATCH
 */
export async function sendByWallet({ provider, from, call }: SendByWalletOptions): Promise<RpcReceipt> {
  const { to, data, value } = call;
  const transaction = { from: from as RpcHex, to, data, value: `0x${value.toString(16)}` as RpcHex };
  await turnToOwnChain(provider);
  const { checkCall } = await import('@datacar/sdk/consortium/checkCall');
  await checkCall(client, call, { from });
  const hash = await provider.request({ method: 'eth_sendTransaction', params: [transaction] });
  const receipt = await waitForReceipt(hash as RpcHex);
  if (receipt.status === '0x1') return receipt;
  throw new DatacarError(
    'TRANSACTION_REVERTED',
    `Transaction ${receipt.transactionHash} is in block ${Number(receipt.blockNumber)}, but had no effect.`,
  );
}

async function waitForReceipt(hash: RpcHex): Promise<RpcReceipt> {
  const untilMs = Date.now() + waitMsMax;
  for (;;) {
    const receipt = await callRpc(client, 'eth_getTransactionReceipt', [hash]);
    if (receipt !== null) return receipt;
    if (Date.now() > untilMs) {
      throw new DatacarError(
        'TRANSACTION_UNSETTLED',
        `Transaction ${hash} is in no block yet; it may still get into one. Look at it before you sign again.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
