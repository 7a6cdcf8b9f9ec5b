// SPDX-License-Identifier: Apache-2.0
import { createClient } from '@datacar/sdk/client/createClient';
import type { RpcHex } from '@datacar/sdk/consortium/RpcMethods';
import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
import { sendCall } from '@datacar/sdk/consortium/sendCall';
import type { BrowserContext } from 'playwright-core';
import type { LocalAccount } from 'viem/accounts';

interface WalletRequest {
  method: string;
  params?: readonly unknown[];
}

/**
 * Gives every page of a context a wallet that announces itself (EIP-6963) and signs with this account without asking
 * anybody. It stands for the browser's own; what it sends is really signed and goes to the server's chain.
 */
export async function injectWallet(
  context: BrowserContext,
  { url, name, account }: { url: string; name: string; account: LocalAccount },
): Promise<void> {
  const client = createClient({ url });
  await context.exposeBinding('datacarTestWallet', async (_, { method, params = [] }: WalletRequest) => {
    switch (method) {
      case 'eth_requestAccounts':
        return [account.address];
      case 'eth_chainId': {
        const { chain } = await readServerDescription(client);
        return `0x${chain.chainId.toString(16)}`;
      }
      case 'eth_sendTransaction': {
        const [{ to, data, value }] = params as [{ to: RpcHex; data: RpcHex; value: RpcHex }];
        const call = { to, data, value: BigInt(value), sentence: '' };
        return (await sendCall(client, call, { account })).hash;
      }
      default:
        throw new Error(`The test wallet does not know ${method}.`);
    }
  });
  const info = {
    ...{ uuid: '350670db-19fa-4704-a166-e52e178b59d2', rdns: 'org.datacar.test' },
    ...{ name, icon: '' },
  };
  // As text: what a compiler adds to functions is not there in the page.
  await context.addInitScript(`{
    const provider = { request: (call) => window.datacarTestWallet(call) };
    const detail = Object.freeze({ info: ${JSON.stringify(info)}, provider });
    const announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
    window.addEventListener('eip6963:requestProvider', announce);
    announce();
  }`);
}
