// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeHex } from '../encoding/encodeHex.ts';
import { accountOfKey } from './accountOfKey.ts';
import { createMnemonic } from './createMnemonic.ts';
import { openSeed } from './openSeed.ts';
import { parseMnemonic } from './parseMnemonic.ts';
import { seedOfMnemonic } from './seedOfMnemonic.ts';

const invalid = expect.objectContaining({ code: 'WORDS_INVALID' });
const hex = (bytes: Uint8Array) => encodeHex(bytes).slice(2);

describe('the vectors that BIP-39 refers to (passphrase TREZOR)', () => {
  test.each([
    [
      'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about',
      'c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04',
    ],
    [
      'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong',
      'ac27495480225222079d7be181583751e86f571027b0497b5b5d11218e0a8a13332572917f0f8e5a589620c6f15b11c61dee327651a14c34e18231052e48c069',
    ],
    [
      'legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful legal will',
      'f2b94508732bcbacbcc020faefecfc89feafa6649a5491b8c952cede496c214a0c7b3c392d168748f2d4a612bada0753b52a1c7ac53c1e93abd5c6320b9e95dd',
    ],
    [
      'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon art',
      'bda85446c68413707090a52022edd26a1c9462295029f2e60cd7c4f2bbd3097170af7a4d73245cafa9c3cca8d561a7c3de6f5d4a10be8ed2a5e608d68f92fcc8',
    ],
    [
      'dignity pass list indicate nasty swamp pool script soccer toe leaf photo multiply desk host tomato cradle drill spread actor shine dismiss champion exotic',
      'ff7f3184df8696d8bef94b6c03114dbee0ef89ff938712301d27ed8336ca89ef9635da20af07d4175f2bf5f3de130f39c9d9e8dd0472489c19b1a020a940da67',
    ],
    [
      'board flee heavy tunnel powder denial science ski answer betray cargo cat',
      '6eff1bb21562918509c73cb990260db07c0ce34ff0e3cc4a8cb3276129fbcb300bddfe005831350efd633909f476c45c88253276d9fd0df6ef48609e8bb7dca8',
    ],
  ])('%s', (mnemonic, seed) => {
    expect(parseMnemonic(mnemonic)).toBe(mnemonic);
    expect(hex(seedOfMnemonic(mnemonic, 'TREZOR'))).toBe(seed);
  });
});

describe('accounts', () => {
  // The accounts that Hardhat and Foundry publish for these words.
  const words = 'test test test test test test test test test test test junk';
  const seed = openSeed(seedOfMnemonic(words));

  test.each([
    [
      0,
      'ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
      '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266',
    ],
    [
      1,
      '59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d',
      '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
    ],
    [
      2,
      '5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a',
      '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc',
    ],
    [
      9,
      '2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6',
      '0xa0ee7a142d267c1f36714e4a8f75612f20a79720',
    ],
  ])('%i of the published words', (index, key, address) => {
    expect(hex(seed.keyAt(index))).toBe(key);
    expect(encodeHex(accountOfKey(seed.keyAt(index)))).toBe(address);
  });

  test.each([-1, 0.5, 2 ** 31, Number.NaN])('%d is no index', (index) => {
    expect(() => seed.keyAt(index)).toThrow(RangeError);
  });

  test('are different, every one of them', () => {
    const keys = Array.from({ length: 200 }, (_, index) => hex(seed.keyAt(index)));
    expect(new Set(keys).size).toBe(200);
  });
});

describe('words', () => {
  test.each([12, 24] as const)('%i fresh ones are valid, and others each time', (length) => {
    const words = Array.from({ length: 50 }, () => createMnemonic(length));
    for (const mnemonic of words) {
      expect(parseMnemonic(mnemonic)).toBe(mnemonic);
      expect(mnemonic.split(' ')).toHaveLength(length);
    }
    expect(new Set(words).size).toBe(50);
  });

  test('are taken however they were typed', () => {
    expect(parseMnemonic('  Zoo zoo\tzoo zoo zoo zoo\r\nzoo zoo zoo zoo ZOO   wrong\n')).toBe(
      'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong',
    );
  });

  test.each([
    ['nothing', ''],
    ['too few', 'zoo zoo zoo'],
    ['13', 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong'],
    ['a wrong checksum', 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo'],
    ['an unknown word', 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrongly'],
  ])('%s are refused', (_what, text) => {
    expect(() => parseMnemonic(text)).toThrow(invalid);
  });

  test('that are unknown are named by their place and never repeated', () => {
    try {
      parseMnemonic('zoo zoo zoo secretword zoo zoo zoo zoo zoo zoo zoo wrong');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'WORDS_INVALID', message: expect.stringContaining('word 4') });
      expect(JSON.stringify({ ...(error as object), text: String(error) })).not.toContain('secretword');
    }
  });

  test('any text is words or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(() => parseMnemonic(text)).toThrow(invalid);
      }),
    );
  });
});
