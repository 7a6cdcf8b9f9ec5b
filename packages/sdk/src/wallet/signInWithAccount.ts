// SPDX-License-Identifier: Apache-2.0
import type { LocalAccount } from 'viem/accounts';
import { createSiweMessage } from 'viem/siwe';
import type { Client } from '../client/Client.ts';
import { createNonce } from './createNonce.ts';
import { type SignInWithEthereumReturnType, signInWithEthereum } from './signInWithEthereum.ts';

export interface SignInWithAccountParameters {
  /** An account of viem, or anything else that signs for an address, such as a wallet in a browser. */
  account: Pick<LocalAccount, 'address' | 'signMessage'>;
}

export type SignInWithAccountReturnType = SignInWithEthereumReturnType;

/**
 * Signs in with an Ethereum account (EIP-4361): asks for a nonce, signs the message, and exchanges it for a
 * session. `createClient({ account })` does this by itself when a call first needs it.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { signInWithAccount } from '@datacar/sdk/wallet/signInWithAccount';
 * import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const account = privateKeyToAccount(generatePrivateKey());
 * const { token, expiresAtMs } = await signInWithAccount(client, { account });
 */
export async function signInWithAccount(
  client: Client,
  { account }: SignInWithAccountParameters,
): Promise<SignInWithAccountReturnType> {
  const { nonce, domain, chainId, expiresAtMs } = await createNonce(client);
  const message = createSiweMessage({
    address: account.address,
    chainId,
    domain,
    nonce,
    uri: client.url,
    version: '1',
    statement: 'Sign in to Datacar.',
    issuedAt: new Date(),
    expirationTime: new Date(expiresAtMs),
  });
  return signInWithEthereum(client, { message, signature: await account.signMessage({ message }) });
}
