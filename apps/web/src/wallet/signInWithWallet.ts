// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { encodeUtf8 } from '@datacar/core/encoding/encodeUtf8';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type SignInWithAccountReturnType, signInWithAccount } from '@datacar/sdk/wallet/signInWithAccount';
import { client } from '../app/client.ts';
import type { Wallet } from './discoverWallets.ts';

type Hex = `0x${string}`;

/** Lets the wallet sign the sign-in message (EIP-4361). Nothing is paid and nothing is sent to a chain. */
export async function signInWithWallet({ provider }: Wallet): Promise<SignInWithAccountReturnType> {
  const accounts = await provider.request({ method: 'eth_requestAccounts' });
  const [address] = Array.isArray(accounts) ? (accounts as Hex[]) : [];
  if (address === undefined)
    throw new DatacarError('INPUT_INVALID', 'The wallet gave no account. Unlock it and try again.');
  return signInWithAccount(client, {
    account: {
      address,
      signMessage: async ({ message }) => {
        const bytes = encodeUtf8(String(message));
        return (await provider.request({
          method: 'personal_sign',
          params: [encodeHex(bytes), address],
        })) as Hex;
      },
    },
  });
}
