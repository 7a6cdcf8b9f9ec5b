// SPDX-License-Identifier: Apache-2.0

import { type LocalAccount, privateKeyToAccount } from 'viem/accounts';
import { bytesToHex } from 'viem/utils';

/**
 * The account of a secp256k1 private key (32 bytes), to sign in with.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { accountOfPrivateKey } from '@datacar/sdk/wallet/accountOfPrivateKey';
 *
 * const account = accountOfPrivateKey(privateKey);
 * const client = createClient({ url: 'http://127.0.0.1:8080', account });
 */
export function accountOfPrivateKey(privateKey: Uint8Array): LocalAccount {
  return privateKeyToAccount(bytesToHex(privateKey));
}
