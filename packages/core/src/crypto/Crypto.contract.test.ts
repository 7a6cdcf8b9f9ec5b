// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import * as browserCrypto from './browserCrypto.ts';
import type { Crypto } from './Crypto.ts';
import * as nodeCrypto from './nodeCrypto.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (data: Uint8Array | undefined) =>
  data === undefined ? undefined : Buffer.from(data).toString('hex');
const text = (value: string) => new TextEncoder().encode(value);

const implementations: [string, Crypto, Crypto][] = [
  ['nodeCrypto', nodeCrypto, browserCrypto],
  ['browserCrypto', browserCrypto, nodeCrypto],
];

describe.each(implementations)('%s', (_name, crypto, other) => {
  test('hashes as FIPS 180-4 and the Keccak reference say', () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(hex(crypto.sha256(text('abc')))).toBe(abc);
    const output = new Uint8Array(40);
    crypto.sha256Into(text('abc'), output, 5);
    expect(hex(output)).toBe(`0000000000${abc}000000`);
    expect(hex(crypto.keccak256(new Uint8Array()))).toBe(
      'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
    );
  });

  test('derives keys as RFC 4231, RFC 5869 and RFC 7914 say', () => {
    expect(hex(crypto.hmacSha256(text('Jefe'), text('what do ya want for nothing?')))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    const hkdf = crypto.hkdfSha256({
      secret: bytes('0b'.repeat(22)),
      salt: bytes('000102030405060708090a0b0c'),
      info: bytes('f0f1f2f3f4f5f6f7f8f9'),
      lengthBytes: 42,
    });
    expect(hex(hkdf)).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    );
    const scrypt = crypto.scrypt({
      password: text('password'),
      salt: text('NaCl'),
      costLog2: 10,
      blockSize: 8,
      parallelism: 16,
      lengthBytes: 64,
    });
    expect(hex(scrypt)).toBe(
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
    );
  });

  test('ciphers as NIST SP 800-38A and the GCM specification say', () => {
    // The zero counter block under this key is ECB of zeros, so the first block is AES-256(key, 0).
    const key = bytes('00'.repeat(32));
    expect(hex(crypto.aes256CtrKeyStream(key, 16))).toBe('dc95c078a2408989ad48a21492842087');
    expect(hex(crypto.aes256CtrKeyStream(key, 33))).toBe(hex(other.aes256CtrKeyStream(key, 33)));
    // Test case 14 of the GCM specification.
    const sealed = crypto.aes256GcmSeal({ key, nonce: new Uint8Array(12), data: new Uint8Array(16) });
    expect(hex(sealed)).toBe('cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919');
  });

  test('opens only what was sealed', () => {
    const key = crypto.randomBytes(32);
    const nonce = crypto.randomBytes(12);
    const associatedData = text('name');
    const data = crypto.aes256GcmSeal({ key, nonce, data: text('secret'), associatedData });
    expect(hex(other.aes256GcmOpen({ key, nonce, data, associatedData }))).toBe(hex(text('secret')));
    for (let index = 0; index < data.length; index++) {
      const changed = data.map((byte, position) => (position === index ? byte ^ 1 : byte));
      expect(crypto.aes256GcmOpen({ key, nonce, data: changed, associatedData })).toBeUndefined();
    }
    expect(crypto.aes256GcmOpen({ key, nonce, data })).toBeUndefined();
    expect(crypto.aes256GcmOpen({ key, nonce, data: data.subarray(0, 9), associatedData })).toBeUndefined();
  });

  test('signs with P-256, low s, so that the other implementation verifies', () => {
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    for (let round = 0; round < 20; round++) {
      const privateKey = crypto.p256GenerateKey();
      const publicKey = crypto.p256PublicKey(privateKey);
      expect(hex(publicKey)).toBe(hex(other.p256PublicKey(privateKey)));
      const message = crypto.randomBytes(50);
      const signature = crypto.p256Sign(message, privateKey);
      expect(other.p256Verify({ message, signature, publicKey })).toBe(true);
      expect(crypto.p256Verify({ message, signature, publicKey })).toBe(true);
      const highS = order - BigInt(`0x${hex(signature.subarray(32))}`);
      const high = bytes((hex(signature.subarray(0, 32)) ?? '') + highS.toString(16).padStart(64, '0'));
      expect(crypto.p256Verify({ message, signature: high, publicKey })).toBe(false);
      expect(crypto.p256Verify({ message: text('x'), signature, publicKey })).toBe(false);
    }
  });

  test('takes a P-256 point in its uncompressed form only', () => {
    const privateKey = crypto.p256GenerateKey();
    const message = text('m');
    const signature = crypto.p256Sign(message, privateKey);
    const publicKey = crypto.p256PublicKey(privateKey).slice();
    publicKey[0] = 0x06 + ((publicKey[64] ?? 0) & 1);
    expect(crypto.p256Verify({ message, signature, publicKey })).toBe(false);
  });

  test('signs on either curve with the same 32 bytes', () => {
    const privateKey = crypto.p256GenerateKey();
    const message = text('m');
    const signed = crypto.p256Sign(message, privateKey);
    const signature = crypto.ed25519Sign(message, privateKey);
    const publicKey = crypto.ed25519PublicKey(privateKey);
    expect(other.ed25519Verify({ message, signature, publicKey })).toBe(true);
    expect(other.p256Verify({ message, signature: signed, publicKey: other.p256PublicKey(privateKey) })).toBe(
      true,
    );
  });

  test('refuses what is no P-256 key or signature', () => {
    const message = text('m');
    const publicKey = crypto.p256PublicKey(crypto.p256GenerateKey());
    const signature = new Uint8Array(64);
    expect(crypto.p256Verify({ message, signature, publicKey })).toBe(false);
    expect(crypto.p256Verify({ message, signature: new Uint8Array(63), publicKey })).toBe(false);
    expect(crypto.p256Verify({ message, signature, publicKey: new Uint8Array(65) })).toBe(false);
    expect(crypto.p256Verify({ message, signature, publicKey: publicKey.subarray(0, 33) })).toBe(false);
  });

  test('signs with Ed25519 as RFC 8032 says', () => {
    const privateKey = bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
    const publicKey = crypto.ed25519PublicKey(privateKey);
    expect(hex(publicKey)).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
    const message = bytes('72');
    const signature = crypto.ed25519Sign(message, privateKey);
    expect(hex(signature)).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
    expect(crypto.ed25519Verify({ message, signature, publicKey })).toBe(true);
    expect(crypto.ed25519Verify({ message: bytes('73'), signature, publicKey })).toBe(false);
    expect(crypto.ed25519Verify({ message, signature: new Uint8Array(64), publicKey })).toBe(false);
    expect(crypto.ed25519Verify({ message, signature, publicKey: new Uint8Array(31) })).toBe(false);
  });

  test('recovers who signed with secp256k1', () => {
    const privateKey = bytes('4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318');
    const publicKey = crypto.secp256k1PublicKey(privateKey);
    const hash = crypto.keccak256(text('anchor'));
    const signed = crypto.secp256k1Sign(hash, privateKey);
    expect(hex(crypto.secp256k1Recover({ hash, ...signed }))).toBe(hex(publicKey));
    const flipped = crypto.secp256k1Recover({ hash, ...signed, yParity: signed.yParity === 0 ? 1 : 0 });
    expect(hex(flipped)).not.toBe(hex(publicKey));
    expect(crypto.secp256k1Recover({ hash, signature: new Uint8Array(64), yParity: 0 })).toBeUndefined();
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const highS = order - BigInt(`0x${hex(signed.signature.subarray(32))}`);
    const signature = signed.signature.slice();
    signature.set(bytes(highS.toString(16).padStart(64, '0')), 32);
    expect(crypto.secp256k1Recover({ hash, signature, yParity: 0 })).toBeUndefined();
    expect(crypto.secp256k1Recover({ hash, signature, yParity: 1 })).toBeUndefined();
  });

  test('draws random bytes of any length', () => {
    expect(crypto.randomBytes(70_000)).toHaveLength(70_000);
    expect(hex(crypto.randomBytes(32))).not.toBe(hex(crypto.randomBytes(32)));
  });
});
