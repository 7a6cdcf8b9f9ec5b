// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomBytes } from '#crypto';
import { encodeHex } from '../encoding/encodeHex.ts';
import type { DatacarError } from '../errors/DatacarError.ts';
import { deriveKeystorePassphrase } from './deriveKeystorePassphrase.ts';
import { keystoreFileName } from './keystoreFileName.ts';
import { openKeystore } from './openKeystore.ts';
import { parsePrivateKey } from './parsePrivateKey.ts';
import { sealKeystore } from './sealKeystore.ts';

const invalid = expect.objectContaining({ code: 'KEYSTORE_INVALID' });
const open = (keystore: unknown, passphrase: string) =>
  encodeHex(openKeystore({ text: JSON.stringify(keystore), passphrase }).privateKey);

/** The test vectors of the Web3 Secret Storage Definition. */
const scryptVector = {
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: '83dbcc02d8ccb40e466191a123791e0e' },
    ciphertext: 'd172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c',
    kdf: 'scrypt',
    kdfparams: {
      dklen: 32,
      n: 262144,
      r: 1,
      p: 8,
      salt: 'ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19',
    },
    mac: '2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097',
  },
  id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
  version: 3,
};
const pbkdf2Vector = {
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: '6087dab2f9fdbbfaddc31a909735c1e6' },
    ciphertext: '5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46',
    kdf: 'pbkdf2',
    kdfparams: {
      c: 262144,
      dklen: 32,
      prf: 'hmac-sha256',
      salt: 'ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd',
    },
    mac: '517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2',
  },
  id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
  version: 3,
};
const vectorKey = '0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d';
/** Of geth's tests: little work, an address, and a key of 31 bytes. */
const lightVector = {
  address: '45dea0fb0bba44f4fcf290bba71fd57d7117cbb8',
  crypto: {
    cipher: 'aes-128-ctr',
    ciphertext: 'b87781948a1befd247bff51ef4063f716cf6c2d3481163e9a8f42e1f9bb74145',
    cipherparams: { iv: 'dc4926b48a105133d2f16b96833abf1e' },
    kdf: 'scrypt',
    kdfparams: {
      dklen: 32,
      n: 2,
      p: 1,
      r: 8,
      salt: '004244bbdc51cadda545b1cfa43cff9ed2ae88e08c61f1479dbb45410722f8f0',
    },
    mac: '39990c1684557447940d4c69e06b1b82b2aceacb43f284df65c956daf3046b85',
  },
  id: 'ce541d8d-c79b-40f8-9f8c-20f59616faba',
  version: 3,
};
const shortKeyVector = {
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: 'e0c41130a323adc1446fc82f724bca2f' },
    ciphertext: '9517cd5bdbe69076f9bf5057248c6c050141e970efa36ce53692d5d59a3984',
    kdf: 'scrypt',
    kdfparams: {
      dklen: 32,
      n: 2,
      r: 8,
      p: 1,
      salt: '711f816911c92d649fb4c84b047915679933555030b3552c1212609b38208c63',
    },
    mac: 'd5e116151c6aa71470e67a7d42c9620c75c4d23229847dcc127794f0732b0db5',
  },
  id: 'fecfc4ce-e956-48fd-953b-30f8b52ed66c',
  version: 3,
};

describe('the keystores of the definition', () => {
  test('open', () => {
    expect(open(scryptVector, 'testpassword')).toBe(vectorKey);
    expect(open(pbkdf2Vector, 'testpassword')).toBe(vectorKey);
  });

  test('open as geth has them', () => {
    const { account } = openKeystore({ text: JSON.stringify(lightVector), passphrase: '' });
    expect(encodeHex(account)).toBe('0x45dea0fb0bba44f4fcf290bba71fd57d7117cbb8');
    expect(open(shortKeyVector, 'foo')).toBe(
      '0x00fa7b3db73dc7dfdf8c5fbdb796d741e4488628c41fc4febd9160a866ba0f35',
    );
  });

  test('open with 0x, capitals, and what a client adds', () => {
    const { crypto, ...rest } = lightVector;
    const changed = {
      ...rest,
      address: `0x${lightVector.address.toUpperCase()}`,
      Crypto: { ...crypto, ciphertext: `0x${crypto.ciphertext}`, mac: crypto.mac.toUpperCase() },
      'x-ethers': { client: 'another' },
    };
    expect(open(changed, '')).toBe(open(lightVector, ''));
  });
});

describe('a keystore that does not open', () => {
  const errorOf = (keystore: unknown, passphrase: string): DatacarError => {
    try {
      open(keystore, passphrase);
    } catch (error) {
      return error as DatacarError;
    }
    return expect.unreachable();
  };
  const { crypto } = lightVector;
  const wrongPassphrase = errorOf(lightVector, 'wrong');

  test.each<[string, unknown]>([
    ['another mac', { ...lightVector, crypto: { ...crypto, mac: '00'.repeat(32) } }],
    ['another ciphertext', { ...lightVector, crypto: { ...crypto, ciphertext: '00'.repeat(32) } }],
    [
      'another salt',
      { ...lightVector, crypto: { ...crypto, kdfparams: { ...crypto.kdfparams, salt: '00' } } },
    ],
    ['another address', { ...lightVector, address: '00'.repeat(20) }],
    // Not covered by the mac: another key comes out, which is not that of the address.
    ['another iv', { ...lightVector, crypto: { ...crypto, cipherparams: { iv: '00'.repeat(16) } } }],
  ])('with %s says no more than with a wrong passphrase', (_what, keystore) => {
    const error = errorOf(keystore, '');
    expect([error.code, error.message, error.details, error.cause]).toEqual([
      'KEYSTORE_INVALID',
      wrongPassphrase.message,
      {},
      undefined,
    ]);
  });

  test.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no version', JSON.stringify({ ...lightVector, version: undefined })],
    ['version 1', JSON.stringify({ ...lightVector, version: 1 })],
    ['another cipher', JSON.stringify({ ...lightVector, crypto: { ...crypto, cipher: 'aes-128-cbc' } })],
    ['another kdf', JSON.stringify({ ...lightVector, crypto: { ...crypto, kdf: 'none' } })],
    ['a long key', JSON.stringify({ ...lightVector, crypto: { ...crypto, ciphertext: '00'.repeat(33) } })],
    ['odd hex', JSON.stringify({ ...lightVector, crypto: { ...crypto, mac: '0'.repeat(63) } })],
    ['more than its size', `${' '.repeat(16_384)}${JSON.stringify(lightVector)}`],
    ...[
      { n: 2 ** 22, r: 8, p: 1 },
      { n: 2 ** 20, r: 8, p: 8 },
      { n: 3, r: 8, p: 1 },
      { n: 1, r: 8, p: 1 },
      { n: 2, r: 8, p: 2 ** 25 },
      { n: 2, r: 8, p: 1, dklen: 16 },
    ].map((kdfparams): [string, string] => [
      `scrypt with ${JSON.stringify(kdfparams)}`,
      JSON.stringify({
        ...lightVector,
        crypto: { ...crypto, kdfparams: { ...crypto.kdfparams, ...kdfparams } },
      }),
    ]),
    [
      'PBKDF2 with endless work',
      JSON.stringify({
        ...pbkdf2Vector,
        crypto: { ...pbkdf2Vector.crypto, kdfparams: { ...pbkdf2Vector.crypto.kdfparams, c: 2 ** 31 } },
      }),
    ],
  ])('is refused with %s', (_what, text) => {
    expect(() => openKeystore({ text, passphrase: '' })).toThrow(invalid);
  });

  test('whatever its bytes are, it is refused and nothing else happens', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(() => openKeystore({ text, passphrase: '' })).toThrow(invalid);
      }),
    );
  });
});

describe('a key', () => {
  const keys = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    // Below the order of the curve, and not zero.
    .filter((key) => (key[0] ?? 0) < 0xff && key.some((byte) => byte !== 0));

  test('comes back from its keystore, whatever the passphrase is', () => {
    fc.assert(
      fc.property(keys, fc.string({ unit: 'grapheme' }), (privateKey, passphrase) => {
        const keystore = sealKeystore({ privateKey, passphrase, isPassphraseRandom: true });
        expect(open(keystore, passphrase)).toBe(encodeHex(privateKey));
        expect(() => open(keystore, `${passphrase}.`)).toThrow(invalid);
      }),
      { numRuns: 20 },
    );
  });

  test('is sealed with the work of geth under a passphrase that somebody chose, and anew each time', () => {
    const privateKey = randomBytes(32);
    const one = sealKeystore({ privateKey, passphrase: 'a' });
    expect(one.crypto.kdfparams).toMatchObject({ n: 2 ** 18, r: 8, p: 1, dklen: 32 });
    expect(open(one, 'a')).toBe(encodeHex(privateKey));
    const light = { privateKey, passphrase: 'a', isPassphraseRandom: true };
    expect(sealKeystore(light).crypto).not.toEqual(sealKeystore(light).crypto);
    expect(JSON.stringify(one)).not.toContain(encodeHex(privateKey).slice(2));
  });

  test.each([
    ['0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'],
    [' 4C0883A69102937D6231471B5DBB6204FE5129617082792AE468D01A3F362318\n'],
  ])('is read from hex: %j', (text) => {
    expect(encodeHex(parsePrivateKey(text).account)).toBe('0x2c7536e3605d9c16a7a3d7b1898e529396a65c23');
  });

  test.each([
    '',
    '0x',
    '00'.repeat(32),
    'ff'.repeat(32),
    'ab'.repeat(31),
    'ab'.repeat(33),
    `${'ab'.repeat(31)}xy`,
  ])('is not read from %j, which no error repeats', (text) => {
    try {
      parsePrivateKey(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'INPUT_INVALID' });
      expect((error as Error).cause).toBeUndefined();
      if (text.length > 2) expect(String(error)).not.toContain(text);
    }
  });
});

test('a machine has its own passphrase for keystores', () => {
  const secret = new Uint8Array(32).fill(7);
  // HKDF-SHA-256 (RFC 5869), computed with OpenSSL.
  expect(deriveKeystorePassphrase(secret)).toBe(
    'dcb2e971b5a339e8cc1a6267eae10e8f15d8936d3e72f27a73f74b3e5418fc8d',
  );
});

test('a keystore has the name that other clients give it', () => {
  expect(keystoreFileName('0x45DEA0FB0BBA44F4FCF290BBA71FD57D7117CBB8', Date.UTC(2026, 0, 31, 9, 30))).toBe(
    'UTC--2026-01-31T09-30-00.000Z--45dea0fb0bba44f4fcf290bba71fd57d7117cbb8',
  );
});
