// SPDX-License-Identifier: Apache-2.0
import { ctr, gcm } from '@noble/ciphers/aes.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { scrypt as nobleScrypt } from '@noble/hashes/scrypt.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type {
  Aes256GcmParameters,
  Ed25519VerifyParameters,
  HkdfParameters,
  P256VerifyParameters,
  ScryptParameters,
} from './Crypto.ts';

export { keccak256, secp256k1PublicKey, secp256k1Recover, secp256k1Sign } from './ethereumCrypto.ts';

const GCM_TAG_BYTES = 16;
/** What `getRandomValues` gives in one call. */
const RANDOM_BYTES_MAX = 65_536;

export function randomBytes(lengthBytes: number): Uint8Array {
  const bytes = new Uint8Array(lengthBytes);
  for (let offset = 0; offset < lengthBytes; offset += RANDOM_BYTES_MAX) {
    globalThis.crypto.getRandomValues(bytes.subarray(offset, offset + RANDOM_BYTES_MAX));
  }
  return bytes;
}

export function sha256(data: Uint8Array): Uint8Array {
  return nobleSha256(data);
}

export function sha256Into(data: Uint8Array, output: Uint8Array, offset: number): void {
  output.set(nobleSha256(data), offset);
}

export function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
  return hmac(nobleSha256, key, data);
}

export function hkdfSha256({ secret, salt, info, lengthBytes }: HkdfParameters): Uint8Array {
  return hkdf(nobleSha256, secret, salt, info, lengthBytes);
}

export function scrypt(parameters: ScryptParameters): Uint8Array {
  const { password, salt, costLog2, blockSize, parallelism, lengthBytes } = parameters;
  const N = 2 ** costLog2;
  return nobleScrypt(password, salt, {
    N,
    r: blockSize,
    p: parallelism,
    dkLen: lengthBytes,
    maxmem: 128 * blockSize * (N + parallelism + 2),
  });
}

export function aes256CtrKeyStream(key: Uint8Array, lengthBytes: number): Uint8Array {
  return ctr(key, new Uint8Array(16)).encrypt(new Uint8Array(lengthBytes));
}

export function aes256GcmSeal({ key, nonce, data, associatedData }: Aes256GcmParameters): Uint8Array {
  return gcm(key, nonce, associatedData).encrypt(data);
}

export function aes256GcmOpen(parameters: Aes256GcmParameters): Uint8Array | undefined {
  const { key, nonce, data, associatedData } = parameters;
  if (data.length < GCM_TAG_BYTES) return undefined;
  const cipher = gcm(key, nonce, associatedData);
  try {
    return cipher.decrypt(data);
  } catch {
    return undefined;
  }
}

export function p256GenerateKey(): Uint8Array {
  return p256.utils.randomSecretKey();
}

export function p256PublicKey(privateKey: Uint8Array): Uint8Array {
  return p256.getPublicKey(privateKey, false);
}

export function p256Sign(message: Uint8Array, privateKey: Uint8Array): Uint8Array {
  return p256.sign(message, privateKey, { prehash: true, lowS: true });
}

export function p256Verify({ message, signature, publicKey }: P256VerifyParameters): boolean {
  if (signature.length !== 64 || publicKey.length !== 65) return false;
  try {
    return p256.verify(signature, message, publicKey, { prehash: true, lowS: true });
  } catch {
    return false;
  }
}

export function ed25519PublicKey(privateKey: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(privateKey);
}

export function ed25519Sign(message: Uint8Array, privateKey: Uint8Array): Uint8Array {
  return ed25519.sign(message, privateKey);
}

export function ed25519Verify({ message, signature, publicKey }: Ed25519VerifyParameters): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
