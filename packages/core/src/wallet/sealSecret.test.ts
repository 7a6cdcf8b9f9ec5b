// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHex } from '../encoding/decodeHex.ts';
import { encodeHex } from '../encoding/encodeHex.ts';
import { accountOfKey } from './accountOfKey.ts';
import { openSecret } from './openSecret.ts';
import type { SealedSecret } from './SealedSecret.ts';
import { sealSecret } from './sealSecret.ts';

const invalid = expect.objectContaining({ code: 'SEAL_INVALID' });
const machine = { type: 'machine' as const, secret: new Uint8Array(randomBytes(32)) };
const secret = new Uint8Array(randomBytes(32));
const purpose = 'device-key';

describe('a sealed secret', () => {
  const sealed = sealSecret({ secret, sealedWith: machine, purpose });

  test('opens with what sealed it, after a way through JSON', () => {
    expect(openSecret({ sealed: JSON.parse(JSON.stringify(sealed)), sealedWith: machine, purpose })).toEqual(
      secret,
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (any) => {
        const one = sealSecret({ secret: any, sealedWith: machine, purpose });
        expect(openSecret({ sealed: one, sealedWith: machine, purpose })).toEqual(any);
      }),
    );
  });

  test('is sealed anew each time and does not hold the secret', () => {
    expect(sealSecret({ secret, sealedWith: machine, purpose })).not.toEqual(sealed);
    expect(JSON.stringify(sealed)).not.toContain(Buffer.from(secret).toString('base64'));
  });

  test('opens for its own purpose and machine only', () => {
    expect(() => openSecret({ sealed, sealedWith: machine, purpose: 'note-key' })).toThrow(invalid);
    const other = { type: 'machine' as const, secret: new Uint8Array(32) };
    expect(() => openSecret({ sealed, sealedWith: other, purpose })).toThrow(invalid);
    expect(() =>
      openSecret({ sealed, sealedWith: { type: 'passphrase', passphrase: 'x' }, purpose }),
    ).toThrow(invalid);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'sealed'],
    ['another version', { ...sealed, version: 2 }],
    ['another derivation', { ...sealed, kdf: { name: 'none' } }],
    [
      'a costly derivation',
      { ...sealed, kdf: { name: 'scrypt', costLog2: 30, blockSize: 8, parallelism: 1 } },
    ],
    ['a field more', { ...sealed, more: 1 }],
    ['a changed salt', { ...sealed, salt: sealed.nonce }],
    ['a short nonce', { ...sealed, nonce: 'AAAA' }],
    ['no base64', { ...sealed, ciphertext: '?' }],
    ['a cut ciphertext', { ...sealed, ciphertext: 'AAAA' }],
  ])('with %s is refused', (_what, file) => {
    expect(() => openSecret({ sealed: file, sealedWith: machine, purpose })).toThrow(invalid);
  });

  test('under a passphrase opens with that passphrase, however its letters are composed', () => {
    const one: SealedSecret = sealSecret({
      secret,
      sealedWith: { type: 'passphrase', passphrase: 'caf\u00e9' },
      purpose,
    });
    expect(one.kdf).toEqual({ name: 'scrypt', costLog2: 17, blockSize: 8, parallelism: 1 });
    const open = (passphrase: string) =>
      openSecret({ sealed: one, sealedWith: { type: 'passphrase', passphrase }, purpose });
    expect(open('cafe\u0301')).toEqual(secret);
    expect(() => open('cafe')).toThrow(invalid);
  });
});

describe('an account', () => {
  // The key and address of the example in the web3.js documentation.
  test('is the one of its key', () => {
    const key = decodeHex('0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318');
    expect(encodeHex(accountOfKey(key))).toBe('0x2c7536e3605d9c16a7a3d7b1898e529396a65c23');
  });
});
