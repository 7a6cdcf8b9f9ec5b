// SPDX-License-Identifier: Apache-2.0
import { HDKey } from '@scure/bip32';

/** Ethereum's branch of BIP-44: coin 60, first account, external chain. */
export const accountPath = "m/44'/60'/0'/0";
/** BIP-32 has no more children without hardening. */
export const accountIndexMax = 2 ** 31 - 1;

export interface OpenSeed {
  /** The private key (32 bytes) of m/44'/60'/0'/0/index. */
  keyAt(index: number): Uint8Array;
}

/** Derives the keys of accounts from a seed (BIP-32, BIP-44). @param seed 16 to 64 bytes, as BIP-39 makes it */
export function openSeed(seed: Uint8Array): OpenSeed {
  const branch = HDKey.fromMasterSeed(seed).derive(accountPath);
  return {
    keyAt: (index) => {
      if (!Number.isInteger(index) || index < 0 || index > accountIndexMax) {
        throw new RangeError('An account index is a whole number from 0 to 2147483647');
      }
      const { privateKey } = branch.deriveChild(index);
      // Only a public key, which this is not, has no private half.
      if (privateKey === null) throw new Error('The seed gave no private key');
      return privateKey;
    },
  };
}
