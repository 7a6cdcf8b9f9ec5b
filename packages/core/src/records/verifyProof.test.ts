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
import { encodeHex } from '../encoding/encodeHex.ts';
import { decodeProof } from './decodeProof.ts';
import { encodeProof } from './encodeProof.ts';
import type { ProofStepName } from './ProofVerdict.ts';
import { parseCheckpoint } from './parseCheckpoint.ts';
import type { ReadingProof } from './ReadingProof.ts';
import { signCheckpoint } from './signCheckpoint.ts';
import { verifyProof } from './verifyProof.ts';

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
