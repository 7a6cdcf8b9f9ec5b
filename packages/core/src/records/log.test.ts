// SPDX-License-Identifier: Apache-2.0
import {
  createSampleRecords,
  SAMPLE_START_MS,
  sampleKey,
} from '@datacar/testing/records/createSampleRecords';
import { type SampleAnchor, signSampleAnchor } from '@datacar/testing/records/signSampleAnchor';
import { decode, encode, type NestedUint8Array } from '@ethereumjs/rlp';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ed25519PublicKey } from '#crypto';
import { encodeHex } from '../encoding/encodeHex.ts';
import { accountOfKey } from '../wallet/accountOfKey.ts';
import { buildStreamMap } from './buildStreamMap.ts';
import type { Checkpoint } from './Checkpoint.ts';
import { formatCheckpoint } from './formatCheckpoint.ts';
import { formatLogOrigin } from './formatLogOrigin.ts';
import { hashStreamMapEntry } from './hashStreamMapEntry.ts';
import { noteKeyId } from './noteKeyId.ts';
import { parseAnchorTransaction } from './parseAnchorTransaction.ts';
import { parseCheckpoint } from './parseCheckpoint.ts';
import { parseLogOrigin } from './parseLogOrigin.ts';
import { signCheckpoint } from './signCheckpoint.ts';
import { verifyCheckpoint } from './verifyCheckpoint.ts';
import { verifyInclusion } from './verifyInclusion.ts';

const sample = createSampleRecords();
const { origin } = sample;
const code = (expected: string) => expect.objectContaining({ code: expected });

const checkpoint: Checkpoint = {
  origin,
  size: 123_456,
  root: sampleKey('root'),
  mapRoot: sampleKey('map root'),
  mapSize: 17,
};
const noteKey = ed25519PublicKey(sample.keys.note);
const note = signCheckpoint(checkpoint, sample.keys.note);

describe('a checkpoint', () => {
  test('has the lines of a C2SP checkpoint', () => {
    const [first, size, root, map, empty, signature, end] = note.split('\n');
    expect([first, size]).toEqual([origin, '123456']);
    expect(Buffer.from(root ?? '', 'base64')).toEqual(Buffer.from(checkpoint.root));
    expect(map).toBe(`map ${Buffer.from(checkpoint.mapRoot).toString('base64')} 17`);
    expect([empty, end]).toEqual(['', '']);
    expect(signature?.startsWith(`— ${origin} `)).toBe(true);
  });

  test('is given back', () => {
    expect(parseCheckpoint(note).checkpoint).toEqual(checkpoint);
    expect(verifyCheckpoint({ note, origin, noteKey })).toEqual(checkpoint);
    const sizes = fc.maxSafeNat();
    fc.assert(
      fc.property(sizes, sizes, (size, mapSize) => {
        const any = { ...checkpoint, size, mapSize };
        expect(parseCheckpoint(signCheckpoint(any, sample.keys.note)).checkpoint).toEqual(any);
      }),
      { numRuns: 20 },
    );
  });

  // The key of the Go checksum database, whose id stands in its published verifier key.
  test('names its key as C2SP signed-note says', () => {
    const sumdb = Buffer.from('Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8', 'base64');
    expect(encodeHex(noteKeyId('sum.golang.org', sumdb.subarray(1)))).toBe('0x033de0ae');
  });

  test('of another log, with another key or for another text is refused', () => {
    expect(() => verifyCheckpoint({ note, origin: `${origin}0`, noteKey })).toThrow(
      code('SIGNATURE_INVALID'),
    );
    expect(() => verifyCheckpoint({ note, origin, noteKey: sampleKey('x') })).toThrow(
      code('SIGNATURE_INVALID'),
    );
    const other = note.replace('123456', '123457');
    expect(() => verifyCheckpoint({ note: other, origin, noteKey })).toThrow(code('SIGNATURE_INVALID'));
  });

  test("may carry others' signatures", () => {
    const cosigned = `${note}— witness.example ${Buffer.alloc(76, 7).toString('base64')}\n`;
    expect(parseCheckpoint(cosigned).signatures).toHaveLength(2);
    expect(verifyCheckpoint({ note: cosigned, origin, noteKey })).toEqual(checkpoint);
  });

  test.each([
    ['nothing', ''],
    ['no signature', formatCheckpoint(checkpoint)],
    ['no last newline', note.slice(0, -1)],
    ['a line more', note.replace('\nmap ', '\nmore\nmap ')],
    ['another kind of origin', note.replaceAll('datacar/', 'other/')],
    ['no map line', note.replace(/map .*\n/, '')],
    ['another map line', note.replace('map ', 'mop ')],
    ['a leading zero', note.replace('123456', '0123456')],
    ['a sign', note.replace('123456', '+123456')],
    ['a size above 2^53 - 1', note.replace('123456', '9007199254740993')],
    ['a map size with a leading zero', note.replace(' 17\n', ' 017\n')],
    ['a carriage return', note.replace('123456\n', '123456\r\n')],
    ['spaces at a line end', note.replace('123456', '123456 ')],
    ['base64 that is not canonical', note.replace('=\nmap', '\nmap')],
    ['a hyphen for the dash', note.replace('— ', '- ')],
    ['a torn signature', note.replace(/(— .*) .*\n$/, '$1 AAAA\n')],
    ['too many signatures', note + `— a.example ${Buffer.alloc(9).toString('base64')}\n`.repeat(16)],
    ['too many characters', `${'x'.repeat(9000)}${note}`],
  ])('with %s is refused', (_what, text) => {
    expect(() => parseCheckpoint(text)).toThrow(code('CHECKPOINT_MALFORMED'));
  });

  test('any other text is refused or has its one form', () => {
    fc.assert(
      fc.property(fc.nat({ max: note.length - 1 }), fc.string({ maxLength: 3 }), (at, text) => {
        const changed = note.slice(0, at) + text + note.slice(at + 1);
        try {
          const parsed = parseCheckpoint(changed);
          expect(changed.startsWith(`${formatCheckpoint(parsed.checkpoint)}\n— `)).toBe(true);
        } catch (error) {
          expect(error).toEqual(code('CHECKPOINT_MALFORMED'));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the origin of a log', () => {
  test('is given back', () => {
    const parts = parseLogOrigin(origin);
    expect(parts).toEqual({
      chainId: sample.identity.chainId,
      recordLog: encodeHex(sample.recordLog),
      logId: 1,
    });
    expect(
      formatLogOrigin({ ...parts, recordLog: parts.recordLog.toUpperCase().replace('0X', '0x') as '0x' }),
    ).toBe(origin);
  });

  test.each([
    '',
    'datacar/1/0x00/1',
    origin.toUpperCase(),
    `${origin}/2`,
    origin.replace(/1$/, '01'),
    `${origin} `,
  ])('is not %j', (text) => {
    expect(() => parseLogOrigin(text)).toThrow(code('CHECKPOINT_MALFORMED'));
  });
});

describe('the stream map', () => {
  const entry = fc.record({
    vehicle: fc.nat({ max: 5 }),
    stream: fc.nat({ max: 3 }).map((value) => new Uint8Array(32).fill(value)),
    lastSequence: fc.nat(),
    headerHash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  });
  const entries = fc.uniqueArray(entry, { selector: ({ vehicle, stream }) => `${vehicle} ${stream[0]}` });

  test('proves every entry, in whichever order they came', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const map = buildStreamMap(list);
        expect(buildStreamMap([...list].reverse()).root).toEqual(map.root);
        expect(map.size).toBe(list.length);
        for (const one of list) {
          const proof = map.prove(one.vehicle, one.stream);
          if (proof === undefined) throw new Error('an entry is not found');
          expect(proof.entry).toEqual(one);
          const { index, path } = proof;
          const leafHash = hashStreamMapEntry(one);
          expect(verifyInclusion({ leafHash, index, size: map.size, path, root: map.root })).toBe(true);
        }
        expect(map.prove(6, new Uint8Array(32))).toBeUndefined();
      }),
    );
  });

  test('is sorted by vehicle and then by stream', () => {
    const headerHash = sampleKey('hash');
    const of = (vehicle: number, byte: number) => ({
      vehicle,
      stream: new Uint8Array(32).fill(byte),
      lastSequence: 0,
      headerHash,
    });
    const map = buildStreamMap([of(10, 0), of(9, 255), of(9, 1)]);
    expect(
      [of(9, 1), of(9, 255), of(10, 0)].map(({ vehicle, stream }) => map.prove(vehicle, stream)?.index),
    ).toEqual([0, 1, 2]);
  });

  test('refuses a stream that stands in it twice', () => {
    const one = { vehicle: 1, stream: new Uint8Array(32), lastSequence: 0, headerHash: sampleKey('a') };
    expect(() => buildStreamMap([one, { ...one, lastSequence: 1 }])).toThrow(RangeError);
  });
});

describe('an anchor transaction', () => {
  const anchor: SampleAnchor = {
    chainId: sample.identity.chainId,
    recordLog: sample.recordLog,
    logId: 1,
    size: checkpoint.size,
    root: checkpoint.root,
    mapRoot: checkpoint.mapRoot,
    mapSize: checkpoint.mapSize,
    consistencyProof: [sampleKey('a'), sampleKey('b')],
  };
  const raw = signSampleAnchor(anchor, sample.keys.anchor);

  test('is taken apart, with the account that signed it', () => {
    expect(parseAnchorTransaction(raw)).toMatchObject({
      chainId: anchor.chainId,
      nonce: 7n,
      to: anchor.recordLog,
      sender: accountOfKey(sample.keys.anchor),
      logId: 1n,
      size: anchor.size,
      root: anchor.root,
      mapRoot: anchor.mapRoot,
      mapSize: anchor.mapSize,
      consistencyProof: anchor.consistencyProof,
    });
    const empty = signSampleAnchor({ ...anchor, consistencyProof: [] }, sample.keys.anchor);
    expect(parseAnchorTransaction(empty).consistencyProof).toEqual([]);
  });

  const fields = decode(raw.subarray(1)) as NestedUint8Array;
  const withField = (index: number, value: NestedUint8Array[number]): Uint8Array => {
    const changed = [...fields];
    changed[index] = value;
    return Buffer.concat([Buffer.of(2), encode(changed)]);
  };
  const data = fields[7] as Uint8Array;
  const word = (index: number, value: number) => {
    const changed = data.slice();
    changed[4 + 32 * index + 31] = value;
    return changed;
  };
  const zeros = new Uint8Array(32);

  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['another type', Uint8Array.of(1, ...raw.subarray(1))],
    ['no RLP', Uint8Array.of(2, 0xc1)],
    ['bytes after the end', Uint8Array.of(...raw, 0)],
    ['a field less', Buffer.concat([Buffer.of(2), encode(fields.slice(1))])],
    ['no contract', withField(5, new Uint8Array())],
    ['value', withField(6, Uint8Array.of(1))],
    ['an access list', withField(8, [[new Uint8Array(20), []]])],
    ['a number with a leading zero', withField(1, Uint8Array.of(0, 7))],
    ['a parity of 2', withField(9, Uint8Array.of(2))],
    ['another function', withField(7, Uint8Array.of((data[0] ?? 0) ^ 1, ...data.subarray(1)))],
    ['a short call', withField(7, data.subarray(0, 4 + 6 * 32))],
    ['half a word', withField(7, data.subarray(0, -1))],
    ['another offset of the proof', withField(7, word(5, 224))],
    ['another length of the proof', withField(7, word(6, 1))],
    ['no signature', withField(10, new Uint8Array())],
    ['a huge signature', withField(10, new Uint8Array(33).fill(1))],
    ['too many bytes', new Uint8Array(9000).fill(2)],
    [
      'a size above 2^53 - 1',
      withField(7, Uint8Array.from([...data.subarray(0, 36), ...zeros.fill(255, 24), ...data.subarray(68)])),
    ],
  ])('with %s is refused', (_what, bytes) => {
    expect(() => parseAnchorTransaction(bytes)).toThrow(code('ANCHOR_MALFORMED'));
  });

  test('with a high s is refused', () => {
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const s = order - BigInt(encodeHex(fields[11] as Uint8Array));
    const changed = [...fields];
    changed[9] = (fields[9] as Uint8Array).length === 0 ? Uint8Array.of(1) : new Uint8Array();
    changed[11] = Buffer.from(s.toString(16).padStart(64, '0'), 'hex');
    const high = Buffer.concat([Buffer.of(2), encode(changed)]);
    expect(() => parseAnchorTransaction(high)).toThrow(code('ANCHOR_MALFORMED'));
  });

  test('with any byte changed is refused or is of another sender', () => {
    const sender = encodeHex(accountOfKey(sample.keys.anchor));
    for (let at = 0; at < raw.length; at++) {
      const changed = raw.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      try {
        expect(encodeHex(parseAnchorTransaction(changed).sender)).not.toBe(sender);
      } catch (error) {
        expect(error).toEqual(code('ANCHOR_MALFORMED'));
      }
    }
  });

  test('answers any bytes with its error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => parseAnchorTransaction(Uint8Array.of(2, ...bytes))).toThrow(code('ANCHOR_MALFORMED'));
      }),
    );
  });
});

test('the sample starts at midnight', () => {
  expect(new Date(SAMPLE_START_MS).toISOString()).toBe('2026-03-01T00:00:00.000Z');
});
