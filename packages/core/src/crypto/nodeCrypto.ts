// SPDX-License-Identifier: Apache-2.0
import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes as nodeRandomBytes,
  scryptSync,
  sign,
  verify,
} from 'node:crypto';
import type {
  Aes256GcmParameters,
  Ed25519VerifyParameters,
  HkdfParameters,
  P256VerifyParameters,
  ScryptParameters,
} from './Crypto.ts';
import { createKeyCache } from './createKeyCache.ts';
import { hasLowS } from './hasLowS.ts';
import { lowerS } from './lowerS.ts';

export { keccak256, secp256k1PublicKey, secp256k1Recover, secp256k1Sign } from './ethereumCrypto.ts';

const GCM_TAG_BYTES = 16;
const UNCOMPRESSED_POINT = 0x04;

/**
 * Importing a key costs more than a signature check, so imported keys are kept: as many as a large server
 * has cars on line (about 1 kB each).
 */
const PUBLIC_KEYS_MAX = 4096;
/** A process signs with a handful of keys of its own. */
const PRIVATE_KEYS_MAX = 64;

const publicKeys = createKeyCache<KeyObject>(PUBLIC_KEYS_MAX);
// One for each curve: the same 32 bytes are a key of either.
const p256PrivateKeys = createKeyCache<KeyObject>(PRIVATE_KEYS_MAX);
const ed25519PrivateKeys = createKeyCache<KeyObject>(PRIVATE_KEYS_MAX);

const SEC1_P256_PREFIX = Buffer.from('30310201010420', 'hex');
const SEC1_P256_SUFFIX = Buffer.from('a00a06082a8648ce3d030107', 'hex');
const PKCS8_ED25519_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const SPKI_P256_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

/** Works on any Uint8Array; a string from `hash` and this write are faster than a Buffer from `hash`. */
const latin1Write = Buffer.prototype.latin1Write;

export function randomBytes(lengthBytes: number): Uint8Array {
  return new Uint8Array(nodeRandomBytes(lengthBytes));
}

export function sha256(data: Uint8Array): Uint8Array {
  const output = new Uint8Array(32);
  latin1Write.call(output as Buffer, hash('sha256', data, 'binary'), 0, 32);
  return output;
}

export function sha256Into(data: Uint8Array, output: Uint8Array, offset: number): void {
  latin1Write.call(output as Buffer, hash('sha256', data, 'binary'), offset, 32);
}

export function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(data).digest());
}

export function hkdfSha256({ secret, salt, info, lengthBytes }: HkdfParameters): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, info, lengthBytes));
}

export function scrypt(parameters: ScryptParameters): Uint8Array {
  const { password, salt, costLog2, blockSize, parallelism, lengthBytes } = parameters;
  const N = 2 ** costLog2;
  const maxmem = 128 * blockSize * (N + parallelism + 2);
  return new Uint8Array(scryptSync(password, salt, lengthBytes, { N, r: blockSize, p: parallelism, maxmem }));
}

export function aes256CtrKeyStream(key: Uint8Array, lengthBytes: number): Uint8Array {
  return createCipheriv('aes-256-ctr', key, new Uint8Array(16)).update(new Uint8Array(lengthBytes));
}

export function aes256GcmSeal({ key, nonce, data, associatedData }: Aes256GcmParameters): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  if (associatedData !== undefined) cipher.setAAD(associatedData);
  const sealed = new Uint8Array(data.length + GCM_TAG_BYTES);
  sealed.set(cipher.update(data));
  cipher.final();
  sealed.set(cipher.getAuthTag(), data.length);
  return sealed;
}

export function aes256GcmOpen(parameters: Aes256GcmParameters): Uint8Array | undefined {
  const { key, nonce, data, associatedData } = parameters;
  if (data.length < GCM_TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: GCM_TAG_BYTES });
  if (associatedData !== undefined) decipher.setAAD(associatedData);
  decipher.setAuthTag(data.subarray(data.length - GCM_TAG_BYTES));
  const plaintext = new Uint8Array(decipher.update(data.subarray(0, data.length - GCM_TAG_BYTES)));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plaintext;
}

export function p256GenerateKey(): Uint8Array {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  const key = new Uint8Array(32);
  const scalar = ecdh.getPrivateKey();
  key.set(scalar, 32 - scalar.length);
  return key;
}

export function p256PublicKey(privateKey: Uint8Array): Uint8Array {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(privateKey);
  return new Uint8Array(ecdh.getPublicKey());
}

export function p256Sign(message: Uint8Array, privateKey: Uint8Array): Uint8Array {
  const key = p256PrivateKeys.get(privateKey, () =>
    createPrivateKey({
      key: Buffer.concat([SEC1_P256_PREFIX, privateKey, SEC1_P256_SUFFIX]),
      format: 'der',
      type: 'sec1',
    }),
  );
  return lowerS(new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })));
}

export function p256Verify({ message, signature, publicKey }: P256VerifyParameters): boolean {
  if (signature.length !== 64 || !hasLowS(signature)) return false;
  // OpenSSL would also take the hybrid form of a point (0x06, 0x07).
  if (publicKey[0] !== UNCOMPRESSED_POINT) return false;
  const key = importPublicKey(SPKI_P256_PREFIX, publicKey, 65);
  return key !== undefined && verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

export function ed25519PublicKey(privateKey: Uint8Array): Uint8Array {
  const spki = createPublicKey(importEd25519PrivateKey(privateKey)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(SPKI_ED25519_PREFIX.length));
}

export function ed25519Sign(message: Uint8Array, privateKey: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, importEd25519PrivateKey(privateKey)));
}

export function ed25519Verify({ message, signature, publicKey }: Ed25519VerifyParameters): boolean {
  if (signature.length !== 64) return false;
  const key = importPublicKey(SPKI_ED25519_PREFIX, publicKey, 32);
  return key !== undefined && verify(null, message, key, signature);
}

function importEd25519PrivateKey(privateKey: Uint8Array): KeyObject {
  return ed25519PrivateKeys.get(privateKey, () =>
    createPrivateKey({
      key: Buffer.concat([PKCS8_ED25519_PREFIX, privateKey]),
      format: 'der',
      type: 'pkcs8',
    }),
  );
}

/** Undefined when the bytes are no point of the curve; such keys are not kept. */
function importPublicKey(prefix: Buffer, publicKey: Uint8Array, lengthBytes: number): KeyObject | undefined {
  if (publicKey.length !== lengthBytes) return undefined;
  try {
    return publicKeys.get(publicKey, () =>
      createPublicKey({ key: Buffer.concat([prefix, publicKey]), format: 'der', type: 'spki' }),
    );
  } catch {
    return undefined;
  }
}
