// SPDX-License-Identifier: Apache-2.0
import { secp256k1PublicKey } from '#crypto';
import { addressOfPublicKey } from './addressOfPublicKey.ts';

/** The Ethereum account (20 bytes) of a secp256k1 private key (32 bytes). */
export function accountOfKey(privateKey: Uint8Array): Uint8Array {
  return addressOfPublicKey(secp256k1PublicKey(privateKey));
}
