// SPDX-License-Identifier: Apache-2.0

export interface P256VerifyParameters {
  message: Uint8Array;
  /** r ‖ s, 64 bytes. A signature whose s is above half the group order does not verify. */
  signature: Uint8Array;
  /** Uncompressed point, 65 bytes (0x04 ‖ x ‖ y). */
  publicKey: Uint8Array;
}

export interface Ed25519VerifyParameters {
  message: Uint8Array;
  /** 64 bytes. */
  signature: Uint8Array;
  /** 32 bytes. */
  publicKey: Uint8Array;
}

export interface Secp256k1Signature {
  /** r ‖ s, 64 bytes, low s. */
  signature: Uint8Array;
  yParity: 0 | 1;
}

export interface Secp256k1RecoverParameters extends Secp256k1Signature {
  /** The 32-byte hash that was signed. */
  hash: Uint8Array;
}

export interface Aes256GcmParameters {
  /** 32 bytes. */
  key: Uint8Array;
  /** 12 bytes, never used twice with one key. */
  nonce: Uint8Array;
  data: Uint8Array;
  associatedData?: Uint8Array;
}

export interface HkdfParameters {
  secret: Uint8Array;
  salt: Uint8Array;
  info: Uint8Array;
  lengthBytes: number;
}

export interface ScryptParameters {
  password: Uint8Array;
  salt: Uint8Array;
  /** The cost N is 2^costLog2. */
  costLog2: number;
  blockSize: number;
  parallelism: number;
  lengthBytes: number;
}

/**
 * The primitives that `#crypto` exports, one module for Node and one for everything else. All are
 * synchronous, take and return plain bytes, and pass one contract suite (`Crypto.contract.test.ts`).
 */
export interface Crypto {
  randomBytes(lengthBytes: number): Uint8Array;
  sha256(data: Uint8Array): Uint8Array;
  /** Writes SHA-256(data) to `output` at `offset`; the hot path of leaf and node hashes. */
  sha256Into(data: Uint8Array, output: Uint8Array, offset: number): void;
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array;
  keccak256(data: Uint8Array): Uint8Array;
  hkdfSha256(parameters: HkdfParameters): Uint8Array;
  scrypt(parameters: ScryptParameters): Uint8Array;
  /** The first `lengthBytes` of the AES-256-CTR key stream with a zero counter block. */
  aes256CtrKeyStream(key: Uint8Array, lengthBytes: number): Uint8Array;
  /** Ciphertext ‖ 16-byte tag. */
  aes256GcmSeal(parameters: Aes256GcmParameters): Uint8Array;
  /** The plaintext, or undefined when key, nonce, data or associated data are not those of the seal. */
  aes256GcmOpen(parameters: Aes256GcmParameters): Uint8Array | undefined;
  /** A fresh private key: 32 bytes, a valid scalar. */
  p256GenerateKey(): Uint8Array;
  /** The uncompressed point (65 bytes) of a private key (32 bytes). */
  p256PublicKey(privateKey: Uint8Array): Uint8Array;
  /** ECDSA over SHA-256(message), r ‖ s with low s. */
  p256Sign(message: Uint8Array, privateKey: Uint8Array): Uint8Array;
  p256Verify(parameters: P256VerifyParameters): boolean;
  ed25519PublicKey(privateKey: Uint8Array): Uint8Array;
  ed25519Sign(message: Uint8Array, privateKey: Uint8Array): Uint8Array;
  ed25519Verify(parameters: Ed25519VerifyParameters): boolean;
  secp256k1PublicKey(privateKey: Uint8Array): Uint8Array;
  secp256k1Sign(hash: Uint8Array, privateKey: Uint8Array): Secp256k1Signature;
  /** The uncompressed point (65 bytes) that made the signature, or undefined when there is none. */
  secp256k1Recover(parameters: Secp256k1RecoverParameters): Uint8Array | undefined;
}
