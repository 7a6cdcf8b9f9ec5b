// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
import { client } from '../../app/client.ts';
import type { WalletProvider } from '../discoverWallets.ts';

/** Of EIP-3326: the wallet does not know the chain yet. */
const unknownChainCode = 4902;

/** The accounts that the wallet lets this page see, the chosen one first. */
export async function readAccounts(provider: WalletProvider): Promise<string[]> {
  const accounts = await provider.request({ method: 'eth_requestAccounts' });
  const known = Array.isArray(accounts) ? accounts.filter((one) => typeof one === 'string') : [];
  if (known.length === 0) {
    throw new DatacarError('INPUT_INVALID', 'The wallet gave no account. Unlock it and try again.');
  }
  return known;
}

/** Turns the wallet to this server's chain; one that does not know it is told where it answers (EIP-3085, EIP-3326). */
export async function turnToOwnChain(provider: WalletProvider): Promise<void> {
  const { chain, rpcPath } = await readServerDescription(client);
  const chainId = `0x${chain.chainId.toString(16)}`;
  const isThere = async () => Number(await provider.request({ method: 'eth_chainId' })) === chain.chainId;
  if (await isThere()) return;
  try {
    await provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId }] });
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== unknownChainCode) throw error;
    await provider.request({
      method: 'wallet_addEthereumChain',
      params: [
        {
          chainId,
          chainName: `Datacar ${chain.chainId}`,
          nativeCurrency: { name: 'Coin', symbol: 'COIN', decimals: 18 },
          rpcUrls: [`${client.url}${rpcPath}`],
        },
      ],
    });
  }
  if (await isThere()) return;
  throw new DatacarError(
    'CHAIN_MISMATCH',
    `The wallet is on another chain. Choose chain ${chain.chainId} in it, then try again.`,
  );
}
