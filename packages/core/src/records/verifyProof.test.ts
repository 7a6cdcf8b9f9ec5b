// SPDX-License-Identifier: Apache-2.0
import {
  createSampleRecords,
  SAMPLE_START_MS,
  sampleKey,
  signDeterministically,
} from '@datacar/testing/records/createSampleRecords';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import * as browserCrypto from '../crypto/browserCrypto.ts';
import type { CborMap } from '../encoding/CborValue.ts';
import { decodeCbor } from '../encoding/decodeCbor.ts';
import { encodeCbor } from '../encoding/encodeCbor.ts';
import { encodeHex } from '../encoding/encodeHex.ts';
import { equalBytes } from '../encoding/equalBytes.ts';
import { decodeProof } from './decodeProof.ts';
import { encodeProof } from './encodeProof.ts';
import type { PeriodProof } from './PeriodProof.ts';
import type { ProofStepName } from './ProofVerdict.ts';
import { parseCheckpoint } from './parseCheckpoint.ts';
import type { ReadingProof } from './ReadingProof.ts';
import { signCheckpoint } from './signCheckpoint.ts';
import { verifyProof } from './verifyProof.ts';

const MINUTE_MS = 60_000;

const sample = createSampleRecords();
const { trust } = sample;
const batches = sample.drive(6);
const anchored = sample.anchorLog(batches);
const at = (index: number) => {
  const batch = batches[index];
  if (batch === undefined) throw new RangeError();
  return batch;
};
const proof = sample.proveReading(at(2), anchored, 'Vehicle.Speed', SAMPLE_START_MS + 130_000);
const file = encodeProof(proof);

/** In `npm test` one bit of every byte is flipped; with DATACAR_TEST_LONG=1 every bit. */
const bitsOf = (index: number) =>
  process.env.DATACAR_TEST_LONG === '1' ? [0, 1, 2, 3, 4, 5, 6, 7] : [(index * 5) % 8];

function failedSteps(bytes: Uint8Array): ProofStepName[] {
  return verifyProof(bytes, { trust })
    .steps.filter(({ ok }) => !ok)
    .map(({ name }) => name);
}

describe('the proof of a reading', () => {
  test('is given back and has at most 4 kB, also in a log of a billion leaves', () => {
    expect(decodeProof(file)).toEqual(proof);
    const deep = { ...proof, logPath: Array.from({ length: 30 }, () => sampleKey('node')) };
    expect(encodeProof(deep).length).toBeLessThan(4096);
  });

  test('is proved against the pinned trust and says what and of whom', () => {
    const verdict = verifyProof(file, { trust });
    expect(verdict).toMatchObject({
      verdict: 'PROVED',
      kind: 'reading',
      reading: {
        path: 'Vehicle.Speed',
        timeMs: SAMPLE_START_MS + 130_000,
        value: 10,
        unit: 'km/h',
        source: 'software',
        stream: `0x${'00'.repeat(32)}`,
      },
      vehicle: { id: 42, did: `did:erc721:${trust.chainId}:${encodeHex(trust.registry)}:42` },
    });
    expect(verdict.steps.map(({ name, ok, trust: level }) => [name, ok, level])).toEqual([
      ['readingInBatch', true, 'pinned'],
      ['signedByCarKey', true, 'pinned'],
      ['keyCertifiedBy', true, 'pinned'],
      ['inLog', true, 'pinned'],
      ['checkpointSignedBy', true, 'pinned'],
      ['signedForAnchoring', true, 'pinned'],
    ]);
    expect(verdict.steps[2]?.believe).toContain('Sample Motors');
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });

  test('without trust anchors is unauthenticated, never proved', () => {
    const verdict = verifyProof(file);
    expect(verdict).toMatchObject({ verdict: 'UNAUTHENTICATED', failure: { code: 'TRUST_MISSING' } });
    expect(verdict.steps.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual([
      'keyCertifiedBy',
      'checkpointSignedBy',
    ]);
    expect(verdict.steps.every(({ trust: level }) => level === 'claimed')).toBe(true);
  });

  test('shows no other reading: nothing but hashes of them is in the file', () => {
    const bytes = Buffer.from(file);
    expect(bytes.includes('Vehicle.Speed')).toBe(true);
    expect(bytes.includes('Latitude')).toBe(false);
    expect(bytes.includes(Buffer.from(at(2).secret))).toBe(false);
  });

  test('fails with any byte changed', () => {
    for (let index = 0; index < file.length; index++) {
      for (const bit of bitsOf(index)) {
        const changed = file.slice();
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        expect(verifyProof(changed, { trust }).verdict, `byte ${index} bit ${bit}`).toBe('FAILED');
      }
    }
  }, 300_000);

  test('fails when cut, lengthened or replaced by anything', () => {
    for (let length = 0; length < file.length; length += 7) {
      expect(verifyProof(file.subarray(0, length), { trust })).toMatchObject({
        kind: 'malformed',
        verdict: 'FAILED',
      });
    }
    expect(verifyProof(Uint8Array.of(...file, 0), { trust }).verdict).toBe('FAILED');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(verifyProof(bytes, { trust })).toMatchObject({ failure: { code: 'PROOF_MALFORMED' } });
      }),
    );
  });

  test.each<[string, Partial<ReadingProof>, ProofStepName[]]>([
    ['another value', { reading: { ...proof.reading, value: 11 } }, ['readingInBatch']],
    ['an integer for a float', { reading: { ...proof.reading, kind: 'integer' } }, ['readingInBatch']],
    ['another index', { index: proof.index + 1 }, ['readingInBatch']],
    ['another header', { header: at(3).cose }, ['readingInBatch', 'inLog']],
    ['another log index', { logIndex: proof.logIndex + 1 }, ['inLog']],
    [
      'the certificate of another vehicle',
      { certificate: sample.signCertificate({ vehicle: 43 }) },
      ['signedByCarKey'],
    ],
    [
      'the certificate of another key index',
      { certificate: sample.signCertificate({ keyIndex: 1 }) },
      ['signedByCarKey'],
    ],
    [
      'a certificate for less',
      { certificate: sample.signCertificate({ source: 'simulated' }) },
      ['signedByCarKey'],
    ],
    [
      'a certificate for another chain',
      { certificate: sample.signCertificate({ chainId: 1 }) },
      ['signedByCarKey', 'keyCertifiedBy'],
    ],
    [
      'a certificate signed by the car itself',
      { certificate: sample.signCertificate({}, sample.keys.device) },
      ['keyCertifiedBy'],
    ],
    [
      'a certificate by a stranger',
      { certificate: sample.signCertificate({ issuer: new Uint8Array(20) }) },
      ['keyCertifiedBy'],
    ],
    [
      'the anchor of another log size',
      { anchor: sample.anchorLog(batches, 4).anchor },
      ['signedForAnchoring'],
    ],
  ])('with %s fails at that step', (_what, change, steps) => {
    expect(failedSteps(encodeProof({ ...proof, ...change }))).toEqual(steps);
  });

  test.each<[string, Partial<ReadingProof>]>([
    ['its path', { reading: { ...proof.reading, path: '\u001b[2JPROVED' } }],
    ['the origin', { checkpoint: proof.checkpoint.replaceAll('datacar/', '\u001b[2Jdatacar/') }],
  ])('with a command to the terminal in %s is refused without repeating it', (_what, change) => {
    const verdict = verifyProof(encodeProof({ ...proof, ...change }), { trust });
    expect(verdict.verdict).toBe('FAILED');
    expect(JSON.stringify(verdict)).not.toContain('\\u001b');
  });

  test('of a text that is not in NFC is refused', () => {
    const reading = { ...proof.reading, value: 'e\u0301', kind: 'string' as const };
    expect(verifyProof(encodeProof({ ...proof, reading }), { trust })).toMatchObject({ kind: 'malformed' });
  });

  test('of another consortium is not accepted, whole or in parts', () => {
    const other = createSampleRecords({ world: 'other ' });
    const theirs = other.drive(6);
    const theirAnchored = other.anchorLog(theirs);
    const theirBatch = theirs[2];
    if (theirBatch === undefined) throw new RangeError();
    const theirProof = other.proveReading(
      theirBatch,
      theirAnchored,
      'Vehicle.Speed',
      SAMPLE_START_MS + 130_000,
    );
    expect(verifyProof(encodeProof(theirProof), { trust: other.trust }).verdict).toBe('PROVED');
    expect(failedSteps(encodeProof(theirProof))).toEqual([
      'keyCertifiedBy',
      'checkpointSignedBy',
      'signedForAnchoring',
    ]);
    for (const part of ['certificate', 'checkpoint', 'anchor', 'header'] as const) {
      expect(verifyProof(encodeProof({ ...proof, [part]: theirProof[part] }), { trust }).verdict).toBe(
        'FAILED',
      );
    }
  });

  test('by a car key that its maker made up is not accepted', () => {
    const forged = sampleKey('forged device');
    const publicKey = browserCrypto.p256PublicKey(forged);
    const batch = sample.signBatch(
      [{ path: 'Vehicle.Speed', timeMs: SAMPLE_START_MS, value: 1 }],
      {},
      forged,
    );
    const forgedLog = sample.anchorLog([batch]);
    const made = sample.proveReading(batch, forgedLog, 'Vehicle.Speed', SAMPLE_START_MS);
    const certificate = sample.signCertificate({ publicKey }, sampleKey('forged member'));
    expect(failedSteps(encodeProof({ ...made, certificate }))).toEqual(['keyCertifiedBy']);
  });

  test('from a log that its maker made up is not accepted', () => {
    const { checkpoint } = parseCheckpoint(proof.checkpoint);
    const forged = signCheckpoint(checkpoint, sampleKey('forged note'));
    expect(failedSteps(encodeProof({ ...proof, checkpoint: forged }))).toEqual(['checkpointSignedBy']);
  });

  test('with a second signature on its checkpoint fails: nobody could verify it', () => {
    const line = `— ${sample.origin} ${Buffer.alloc(68, 1).toString('base64')}\n`;
    const steps = failedSteps(encodeProof({ ...proof, checkpoint: proof.checkpoint + line }));
    expect(steps).toEqual(['inLog', 'checkpointSignedBy', 'signedForAnchoring']);
  });

  test('with a member that may not certify fails', () => {
    const members = trust.members.map((member) => ({ ...member, roles: ['workshop'] }));
    const verdict = verifyProof(file, { trust: { ...trust, members } });
    expect(verdict.failure).toMatchObject({ code: 'PROOF_ISSUER_UNKNOWN' });
  });
});

describe('the proof of a period', () => {
  const period = {
    anchored,
    fromMs: SAMPLE_START_MS,
    toMs: SAMPLE_START_MS + 6 * MINUTE_MS,
  };
  const shown = [
    { batch: at(1), path: 'Vehicle.CurrentLocation.Latitude', timeMs: SAMPLE_START_MS + MINUTE_MS },
    { batch: at(4), path: 'Vehicle.Speed', timeMs: SAMPLE_START_MS + 4 * MINUTE_MS + 5000 },
  ];
  const whole = sample.provePeriod({ ...period, streams: [{ batches, shown }] });
  const wholeFile = encodeProof(whole);
  const verify = (indexes: number[], change: Partial<PeriodProof> = {}) =>
    verifyProof(
      encodeProof({
        ...sample.provePeriod({ ...period, streams: [{ batches: indexes.map(at) }] }),
        ...change,
      }),
      { trust },
    );

  test('is given back', () => {
    expect(decodeProof(wholeFile)).toEqual(whole);
  });

  test('states full coverage and shows only what was asked for', () => {
    expect(verifyProof(wholeFile, { trust })).toMatchObject({
      verdict: 'PROVED',
      kind: 'period',
      vehicle: { id: 42 },
      coverage: { recordedPpm: 1_000_000, gapMs: 0 },
      gaps: [],
      streams: [{ headerCount: 6, sources: ['software'] }],
      readings: [
        { path: 'Vehicle.CurrentLocation.Latitude', value: 33.9, unit: 'degrees' },
        { path: 'Vehicle.Speed', value: 5, unit: 'km/h' },
      ],
    });
    expect(Buffer.from(wholeFile).includes('CurrentGear')).toBe(false);
  });

  test('without trust anchors is unauthenticated', () => {
    expect(verifyProof(wholeFile).verdict).toBe('UNAUTHENTICATED');
  });

  test('names a batch that was left out, with its bounds', () => {
    expect(verify([0, 1, 3, 4, 5])).toMatchObject({
      verdict: 'PROVED',
      gaps: [
        {
          kind: 'missing',
          fromMs: SAMPLE_START_MS + 2 * MINUTE_MS,
          toMs: SAMPLE_START_MS + 3 * MINUTE_MS,
          sequenceFrom: 2,
          sequenceTo: 2,
        },
      ],
      coverage: { recordedPpm: 833_333 },
    });
  });

  test('names a withheld last batch', () => {
    expect(verify([0, 1, 2, 3, 4])).toMatchObject({
      verdict: 'PROVED',
      gaps: [{ kind: 'tail', sequenceFrom: 5, sequenceTo: 5, fromMs: SAMPLE_START_MS + 5 * MINUTE_MS }],
    });
  });

  test('names a start that is not shown', () => {
    expect(verify([2, 3, 4, 5])).toMatchObject({
      verdict: 'PROVED',
      gaps: [{ kind: 'start', sequenceTo: 1 }],
    });
  });

  test('names everything as withheld when nothing is shown', () => {
    const verdict = verifyProof(
      encodeProof({
        ...whole,
        certificates: [],
        streams: whole.streams.map((stream) => ({ ...stream, headers: [], inclusions: [], readings: [] })),
      }),
      { trust },
    );
    expect(verdict).toMatchObject({ coverage: { recordedPpm: 0, gapMs: 360_000 }, gaps: [{ kind: 'tail' }] });
    expect(verdict.steps.map(({ believe }) => believe)).toContain('Nobody: no header is shown.');
  });

  const fork = sample.signBatch([], { ...at(3).header, count: 0, root: sample.signBatch([]).header.root });

  test('shows a fork of which the log has both sides', () => {
    const forked = sample.anchorLog([...batches, fork]);
    const proved = sample.provePeriod({
      ...period,
      anchored: forked,
      streams: [{ batches: [...batches, fork] }],
    });
    expect(verifyProof(encodeProof(proved), { trust })).toMatchObject({
      verdict: 'PROVED',
      gaps: [{ kind: 'fork', sequenceFrom: 3, sequenceTo: 3 }],
      coverage: { gapMs: 60_000 },
    });
  });

  test('fails with a side of a fork that no log has, so no key holder adds a past', () => {
    expect(
      failedSteps(encodeProof(sample.provePeriod({ ...period, streams: [{ batches: [...batches, fork] }] }))),
    ).toEqual(['inLog']);

    const invented = sample.drive(3, { nextByMs: SAMPLE_START_MS + 9 * MINUTE_MS });
    const next = {
      sequence: 3,
      previousHash: invented[2]?.headerHash ?? new Uint8Array(32),
      fromMs: SAMPLE_START_MS + 3 * MINUTE_MS,
    };
    const sides = [sample.signBatch([], next), sample.signBatch([], { ...next, keyIndex: 0, ownerEpoch: 1 })];
    const made = sample.provePeriod({
      ...period,
      toMs: SAMPLE_START_MS + 3 * MINUTE_MS,
      streams: [{ batches: [...invented, ...sides] }],
    });
    expect(failedSteps(encodeProof(made))).toEqual(['inLog']);
  });

  test('judges an open promise at the end of the period, or now', () => {
    const open = sample.drive(2).map(({ header }) => header);
    const live = [sample.signBatch([], { nextByMs: (open[0]?.toMs ?? 0) + MINUTE_MS })];
    const openProof = encodeProof(
      sample.provePeriod({ ...period, anchored: sample.anchorLog(live), streams: [{ batches: live }] }),
    );
    expect(verifyProof(openProof, { trust })).toMatchObject({ gaps: [{ kind: 'open', toMs: period.toMs }] });
    expect(verifyProof(openProof, { trust, nowMs: SAMPLE_START_MS + MINUTE_MS })).toMatchObject({ gaps: [] });
  });

  test('counts the rest after the last header only until its anchor, so an old proof hides nothing', () => {
    const { toMs } = period;
    const asked = encodeProof({ ...whole, toMs: toMs + 100 * MINUTE_MS });
    expect(verifyProof(asked, { trust })).toMatchObject({
      verdict: 'PROVED',
      coverage: { restMs: 0, gapMs: 100 * MINUTE_MS },
      gaps: [{ kind: 'unknown', fromMs: toMs, toMs: toMs + 100 * MINUTE_MS, sequenceFrom: 6 }],
    });
    const anchoredAtMs = toMs + 10 * MINUTE_MS;
    expect(verifyProof(asked, { trust, anchoredAtMs })).toMatchObject({
      coverage: { restMs: 10 * MINUTE_MS, gapMs: 90 * MINUTE_MS },
      gaps: [{ kind: 'unknown', fromMs: anchoredAtMs }],
    });
    expect(verifyProof(asked, { trust, nowMs: toMs })).toMatchObject({ gaps: [] });
    expect(verifyProof(asked, { trust, anchoredAtMs: toMs + 100 * MINUTE_MS })).toMatchObject({
      gaps: [],
      coverage: { accountedPpm: 1_000_000 },
    });
  });

  test('may hold several streams, each with its own account', () => {
    const stream = sampleKey('a file');
    const imported = sample.drive(2, {
      stream,
      source: 'import',
      nextByMs: 0,
      fromMs: SAMPLE_START_MS + MINUTE_MS,
    });
    const both = sample.anchorLog([...batches, ...imported]);
    const verdict = verifyProof(
      encodeProof(
        sample.provePeriod({
          ...period,
          anchored: both,
          streams: [{ batches }, { batches: imported.slice(1) }],
        }),
      ),
      { trust },
    );
    expect(verdict).toMatchObject({
      verdict: 'PROVED',
      coverage: { recordedPpm: 1_000_000 },
      streams: [
        { sources: ['software'], gaps: [] },
        { sources: ['import'], gaps: [{ kind: 'start' }] },
      ],
    });
  });

  test('fails with any byte changed', () => {
    const small = encodeProof(
      sample.provePeriod({
        ...period,
        streams: [{ batches: [at(0), at(1), at(3)], shown: shown.slice(0, 1) }],
      }),
    );
    expect(verifyProof(small, { trust }).verdict).toBe('PROVED');
    const isLong = process.env.DATACAR_TEST_LONG === '1';
    for (let index = 0; index < small.length; index += isLong ? 1 : 3) {
      for (const bit of bitsOf(index)) {
        const changed = small.slice();
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        expect(verifyProof(changed, { trust }).verdict, `byte ${index} bit ${bit}`).toBe('FAILED');
        const resealed = withDigest(changed);
        if (equalBytes(resealed, small)) continue;
        const verdict = verifyProof(resealed, { trust });
        // With a new digest, other bounds are a true answer to another question, and say so.
        if (verdict.kind === 'period' && verdict.verdict === 'PROVED') {
          expect([verdict.fromMs, verdict.toMs]).not.toEqual([period.fromMs, period.toMs]);
        } else {
          expect(verdict.verdict).toBe('FAILED');
        }
      }
    }
  }, 300_000);

  test.each<[string, Partial<PeriodProof>]>([
    ['an empty period', { toMs: period.fromMs }],
    ['no stream, which would speak of any vehicle', { certificates: [], streams: [] }],
    ['a certificate twice', { certificates: [...whole.certificates, ...whole.certificates] }],
    [
      'a certificate that no header needs',
      { certificates: [...whole.certificates, sample.signCertificate({ keyIndex: 1 })] },
    ],
    ['no certificate', { certificates: [] }],
    ['another vehicle', { vehicle: 43 }],
    ['a stream twice', { streams: [...whole.streams, ...whole.streams] }],
    [
      'headers out of order',
      { streams: whole.streams.map((one) => ({ ...one, headers: [...one.headers].reverse() })) },
    ],
    [
      'readings out of order',
      { streams: whole.streams.map((one) => ({ ...one, readings: [...one.readings].reverse() })) },
    ],
    [
      'an inclusion that is not needed',
      {
        streams: whole.streams.map((one) => ({
          ...one,
          inclusions: [
            {
              headerIndex: 0,
              logIndex: anchored.indexOf(at(0).headerHash),
              logPath: anchored.pathOf(at(0).headerHash),
            },
          ],
        })),
      },
    ],
    [
      'a map entry of another sequence',
      { streams: whole.streams.map((one) => ({ ...one, mapEntry: { ...one.mapEntry, sequence: 4 } })) },
    ],
  ])('with %s fails', (_what, change) => {
    expect(verifyProof(encodeProof({ ...whole, ...change }), { trust }).verdict).toBe('FAILED');
  });

  test('fails when a run of headers is not in the log', () => {
    const unlogged = sample.provePeriod({ ...period, streams: [{ batches: batches.slice(0, 3) }] });
    const streams = unlogged.streams.map((stream) => ({ ...stream, inclusions: [] }));
    expect(failedSteps(encodeProof({ ...unlogged, streams }))).toEqual(['inLog']);
  });
});

/** The file with its digest made right again, where it is still CBOR. */
function withDigest(bytes: Uint8Array): Uint8Array {
  try {
    const { digest: _, ...content } = decodeCbor(bytes) as CborMap;
    return encodeCbor({ ...content, digest: browserCrypto.sha256(encodeCbor(content)) });
  } catch {
    return bytes;
  }
}

test('the checks are the same with the primitives of a browser', async () => {
  vi.resetModules();
  vi.doMock('#crypto', () => browserCrypto);
  expect((await import('#crypto')).sha256).toBe(browserCrypto.sha256);
  const inBrowser = await import('./verifyProof.ts');
  expect(inBrowser.verifyProof).not.toBe(verifyProof);
  expect(inBrowser.verifyProof(file, { trust })).toEqual(verifyProof(file, { trust }));
  const forged = {
    ...proof,
    certificate: signDeterministically('datacar/ack/1', new Uint8Array(2), sampleKey('x')),
  };
  for (const options of [{}, { trust }]) {
    const bytes = encodeProof(forged);
    expect(inBrowser.verifyProof(bytes, options)).toEqual(verifyProof(bytes, options));
  }
  vi.doUnmock('#crypto');
});
