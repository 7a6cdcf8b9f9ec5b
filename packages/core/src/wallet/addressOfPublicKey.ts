// SPDX-License-Identifier: Apache-2.0
import { keccak256 } from '#crypto';

/** The Ethereum account (20 bytes) of an uncompressed secp256k1 point (65 bytes). */
export function addressOfPublicKey(publicKey: Uint8Array): Uint8Array {
  return keccak256(publicKey.subarray(1)).slice(12);
}
