// SPDX-License-Identifier: Apache-2.0
import { encode, rfc8949EncodeOptions } from 'cborg';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CborFloat } from './CborFloat.ts';
import { compareBytes } from './compareBytes.ts';
import { concatBytes } from './concatBytes.ts';
import { decodeBase64 } from './decodeBase64.ts';
import { decodeBase64Url } from './decodeBase64Url.ts';
import { decodeCbor } from './decodeCbor.ts';
import { decodeHex } from './decodeHex.ts';
import { decodeUtf8 } from './decodeUtf8.ts';
import { encodeBase64 } from './encodeBase64.ts';
import { encodeBase64Url } from './encodeBase64Url.ts';
import { encodeCbor } from './encodeCbor.ts';
import { encodeHex } from './encodeHex.ts';
import { encodeUtf8 } from './encodeUtf8.ts';
import { equalBytes } from './equalBytes.ts';

const bytes = fc.uint8Array({ maxLength: 100 });
const invalid = expect.objectContaining({ code: 'ENCODING_INVALID' });
const parse = (hex: string) => decodeCbor(new Uint8Array(Buffer.from(hex, 'hex')));

const cborValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.string({ unit: 'binary', maxLength: 30 }),
    bytes,
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .filter((value) => !Object.is(value, -0))
      .map((value) => new CborFloat(value)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ maxLength: 40 }), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

describe('CBOR', () => {
  test('gives back what it was given', () => {
    fc.assert(
      fc.property(cborValue, (value) => {
        expect(decodeCbor(encodeCbor(value))).toEqual(value);
      }),
    );
  });

  test('sorts keys and shortens as RFC 8949 4.2.1 says', () => {
    const value = fc.dictionary(fc.string({ maxLength: 300 }), fc.oneof(fc.maxSafeInteger(), bytes));
    fc.assert(
      fc.property(value, (map) => {
        expect(encodeCbor(map)).toEqual(encode(map, rfc8949EncodeOptions));
      }),
    );
  });

  test('gives the examples of RFC 8949 appendix A', () => {
    const examples: [string, unknown][] = [
      ['00', 0],
      ['1864', 100],
      ['1b000000e8d4a51000', 1_000_000_000_000],
      ['3903e7', -1000],
      ['fb3ff199999999999a', new CborFloat(1.1)],
      ['62c3bc', 'ü'],
      ['a26161016162820203', { a: 1, b: [2, 3] }],
    ];
    for (const [hex, value] of examples) {
      expect(Buffer.from(encodeCbor(value)).toString('hex')).toBe(hex);
    }
  });

  test.each([
    ['nothing', ''],
    ['a longer integer than needed', '1800'],
    ['a longer integer than needed, 16 bit', '190001'],
    ['a longer integer than needed, 32 bit', '1a00000001'],
    ['a longer integer than needed, 64 bit', '1b0000000000000001'],
    ['a longer length than needed', '580161'],
    ['an integer above 2^53 - 1', '1b0020000000000000'],
    ['an integer below -2^53', '3bffffffffffffffff'],
    ['half floats', 'f93c00'],
    ['single floats', 'fa3f800000'],
    ['NaN', 'fb7ff8000000000000'],
    ['infinity', 'fb7ff0000000000000'],
    ['negative zero', 'fb8000000000000000'],
    ['unsorted keys', 'a2616201616101'],
    ['longer keys first', 'a262616101616201'],
    ['duplicate keys', 'a2616101616102'],
    ['keys that are no text', 'a10101'],
    ['indefinite arrays', '9f01ff'],
    ['indefinite text', '7f6161ff'],
    ['tags', 'c101'],
    ['null', 'f6'],
    ['undefined', 'f7'],
    ['other simple values', 'f820'],
    ['trailing bytes', '0000'],
    ['a torn array', '8201'],
    ['a huge array of nothing', '9b0010000000000000'],
    ['a torn text', '6261'],
    ['malformed UTF-8', '61ff'],
    ['a surrogate in UTF-8', '63eda080'],
    ['17 levels', `${'81'.repeat(17)}00`],
    ['deep recursion', '81'.repeat(60_000)],
    ['a reserved length', '1c'],
    ['a stray break', 'ff'],
  ])('refuses %s', (_what, hex) => {
    expect(() => parse(hex)).toThrow(invalid);
  });

  test('refuses more bytes than allowed', () => {
    const long = encodeCbor(new Uint8Array(100_000));
    expect(() => decodeCbor(long)).toThrow(invalid);
    expect(decodeCbor(long, { bytesMax: 100_005 })).toHaveLength(100_000);
  });

  test('takes 16 levels and siblings without counting them as depth', () => {
    expect(() => parse(`${'81'.repeat(16)}00`)).not.toThrow();
    expect(() => decodeCbor(encodeCbor(Array.from({ length: 100 }, () => [[1], { a: [] }])))).not.toThrow();
  });

  test.each([[Number.NaN], [1.5], [2 ** 53], [-0], [null], [undefined], [10n ** 20n], [new CborFloat(-0)]])(
    'does not encode %s',
    (value) => {
      expect(() => encodeCbor(value)).toThrow();
      expect(() => encodeCbor([value])).toThrow();
    },
  );

  test('answers any bytes with a value or its error, and a value only for its own encoding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (input) => {
        try {
          expect(encodeCbor(decodeCbor(input))).toEqual(input);
        } catch (error) {
          expect(error).toEqual(invalid);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('keeps a byte order mark, which is a character of the text', () => {
    for (const text of ['\ufeff', '\ufeffabc', 'a\ufeff']) expect(decodeCbor(encodeCbor(text))).toBe(text);
  });

  test('a key named __proto__ is a key', () => {
    const map = parse('a1695f5f70726f746f5f5f01');
    expect(Object.keys(map)).toEqual(['__proto__']);
  });
});

describe('text forms', () => {
  test('give back what they were given', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect(decodeHex(encodeHex(data))).toEqual(data);
        expect(decodeBase64(encodeBase64(data))).toEqual(data);
        expect(decodeBase64Url(encodeBase64Url(data))).toEqual(data);
        expect(encodeHex(data)).toBe(`0x${Buffer.from(data).toString('hex')}`);
        expect(encodeBase64(data)).toBe(Buffer.from(data).toString('base64'));
        expect(encodeBase64Url(data)).toBe(Buffer.from(data).toString('base64url'));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
      }),
    );
  });

  test.each(['', '00', '0x0', '0xAB', '0xzz', ' 0x00', '0x00\n'])('hexadecimal refuses %j', (text) => {
    expect(() => decodeHex(text)).toThrow(invalid);
  });

  test('hexadecimal holds to the length asked for', () => {
    expect(() => decodeHex('0x00', 2)).toThrow(invalid);
  });

  test.each(['A', 'AA', 'AA=', 'AB==', 'AA==\n', ' AA==', 'A-==', 'AAAA='])('base64 refuses %j', (text) => {
    expect(() => decodeBase64(text)).toThrow(invalid);
  });

  test.each(['A', 'AB', 'AA==', 'A+', 'A/', 'AA\n'])('base64url refuses %j', (text) => {
    expect(() => decodeBase64Url(text)).toThrow(invalid);
  });

  test('UTF-8 refuses what is malformed', () => {
    expect(() => decodeUtf8(new Uint8Array([0xff]))).toThrow(invalid);
  });
});

describe('bytes', () => {
  test('are compared and joined as Buffer does', () => {
    fc.assert(
      fc.property(bytes, bytes, (left, right) => {
        expect(Math.sign(compareBytes(left, right))).toBe(Buffer.compare(left, right));
        expect(equalBytes(left, right)).toBe(Buffer.compare(left, right) === 0);
        expect(concatBytes(left, right)).toEqual(new Uint8Array(Buffer.concat([left, right])));
      }),
    );
  });
});
