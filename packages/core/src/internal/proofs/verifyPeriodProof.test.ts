// SPDX-License-Identifier: Apache-2.0
import {
  createSampleRecords,
  SAMPLE_START_MS,
  sampleKey,
} from '@datacar/testing/records/createSampleRecords';
import { describe, expect, test } from 'vitest';
import { sha256 } from '#crypto';
import type { CborMap } from '../../encoding/CborValue.ts';
import { decodeCbor } from '../../encoding/decodeCbor.ts';
import { encodeCbor } from '../../encoding/encodeCbor.ts';
import { equalBytes } from '../../encoding/equalBytes.ts';
import { decodeProof } from '../../records/decodeProof.ts';
import { encodeProof } from '../../records/encodeProof.ts';
import type { PeriodProof } from '../../records/PeriodProof.ts';
import type { ProofStepName } from '../../records/ProofVerdict.ts';
import { verifyProof } from '../../records/verifyProof.ts';

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

function failedSteps(bytes: Uint8Array): ProofStepName[] {
  return verifyProof(bytes, { trust })
    .steps.filter(({ ok }) => !ok)
    .map(({ name }) => name);
}

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
    // One bit of every third byte in `npm test`; with DATACAR_TEST_LONG=1 every bit.
    const isLong = process.env.DATACAR_TEST_LONG === '1';
    for (let index = 0; index < small.length; index += isLong ? 1 : 3) {
      for (const bit of isLong ? [0, 1, 2, 3, 4, 5, 6, 7] : [(index * 5) % 8]) {
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
    return encodeCbor({ ...content, digest: sha256(encodeCbor(content)) });
  } catch {
    return bytes;
  }
}
