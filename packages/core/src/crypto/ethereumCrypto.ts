// SPDX-License-Identifier: Apache-2.0
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import type { Secp256k1RecoverParameters, Secp256k1Signature } from './Crypto.ts';

// Neither Node nor WebCrypto has keccak or public key recovery, so both implementations share these.

export function keccak256(data: Uint8Array): Uint8Array {
  return keccak_256(data);
}

export function secp256k1PublicKey(privateKey: Uint8Array): Uint8Array {
  return secp256k1.getPublicKey(privateKey, false);
}

export function secp256k1Sign(hash: Uint8Array, privateKey: Uint8Array): Secp256k1Signature {
  const recovered = secp256k1.sign(hash, privateKey, { prehash: false, lowS: true, format: 'recovered' });
  return { signature: recovered.slice(1), yParity: recovered[0] === 0 ? 0 : 1 };
}

export function secp256k1Recover(parameters: Secp256k1RecoverParameters): Uint8Array | undefined {
  const { hash, signature, yParity } = parameters;
  if (signature.length !== 64) return undefined;
  try {
    const parsed = secp256k1.Signature.fromBytes(signature, 'compact').addRecoveryBit(yParity);
    if (parsed.hasHighS()) return undefined;
    return parsed.recoverPublicKey(hash).toBytes(false);
  } catch {
    return undefined;
  }
}
