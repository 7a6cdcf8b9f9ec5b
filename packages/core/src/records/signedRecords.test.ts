// SPDX-License-Identifier: Apache-2.0
import {
  createSampleRecords,
  SAMPLE_START_MS,
  sampleKey,
  signDeterministically,
} from '@datacar/testing/records/createSampleRecords';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { p256PublicKey, p256Sign, sha256 } from '#crypto';
import { encodeBase64Url } from '../encoding/encodeBase64Url.ts';
import { encodeCbor } from '../encoding/encodeCbor.ts';
import { acknowledgementCodec } from './acknowledgementCodec.ts';
import type { BatchHeader } from './BatchHeader.ts';
import { batchHeaderCodec } from './batchHeaderCodec.ts';
import { cose1ToBeSigned } from './cose1ToBeSigned.ts';
import type { DeviceToken } from './DeviceToken.ts';
import { decodeCose1 } from './decodeCose1.ts';
import { decodeDeviceToken } from './decodeDeviceToken.ts';
import { decodeSignedBatchHeader } from './decodeSignedBatchHeader.ts';
import { deviceTokenCodec } from './deviceTokenCodec.ts';
import { encodeCose1 } from './encodeCose1.ts';
import { enrolmentCodec } from './enrolmentCodec.ts';
import { keyCertificateCodec } from './keyCertificateCodec.ts';
import { maySignAs } from './maySignAs.ts';
import { type ReadingSource, readingSources } from './Reading.ts';
import type { RecordCodec } from './recordCodec.ts';
import { signAcknowledgement } from './signAcknowledgement.ts';
import { signBatchHeader } from './signBatchHeader.ts';
import { signDeviceToken } from './signDeviceToken.ts';
import { signEnrolment } from './signEnrolment.ts';
import { signKeyCertificate } from './signKeyCertificate.ts';
import { trustAnchorsCodec } from './trustAnchorsCodec.ts';
import { verifyAcknowledgement } from './verifyAcknowledgement.ts';
import { verifyBatchHeader } from './verifyBatchHeader.ts';
import { verifyCose1 } from './verifyCose1.ts';
import { verifyDeviceToken } from './verifyDeviceToken.ts';
import { verifyEnrolment } from './verifyEnrolment.ts';
import { verifyKeyCertificate } from './verifyKeyCertificate.ts';

const sample = createSampleRecords();
const { device } = sample.keys;
const publicKey = p256PublicKey(device);
const otherKey = sampleKey('other');
const code = (expected: string) => expect.objectContaining({ code: expected });

const { header, headerHash } = sample.signBatch([]);
const acknowledgement = {
  version: 1 as const,
  ...sample.identity,
  headerHash,
  log: sample.origin,
  receivedAtMs: SAMPLE_START_MS,
  includeByMs: SAMPLE_START_MS + 600_000,
};
const token: DeviceToken = {
  version: 1,
  ...sample.identity,
  registry: sample.registry,
  vehicle: 42,
  keyIndex: 0,
  log: sample.origin,
  issuedAtMs: SAMPLE_START_MS,
  expiresAtMs: SAMPLE_START_MS + 3_600_000,
};

const codecs: [string, RecordCodec<never>, object, string][] = [
  ['batch header', batchHeaderCodec as RecordCodec<never>, header, 'HEADER_MALFORMED'],
  [
    'acknowledgement',
    acknowledgementCodec as RecordCodec<never>,
    acknowledgement,
    'ACKNOWLEDGEMENT_MALFORMED',
  ],
  [
    'key certificate',
    keyCertificateCodec as RecordCodec<never>,
    sample.certificateOf(),
    'CERTIFICATE_MALFORMED',
  ],
  ['device token', deviceTokenCodec as RecordCodec<never>, token, 'DEVICE_TOKEN_MALFORMED'],
  [
    'proof of possession',
    enrolmentCodec as RecordCodec<never>,
    { version: 1, code: 'ABCD-1234', publicKey },
    'ENROLMENT_MALFORMED',
  ],
  ['trust file', trustAnchorsCodec as RecordCodec<never>, sample.trust, 'TRUST_MALFORMED'],
];

describe.each(codecs)('the codec of a %s', (_name, codec, record, malformed) => {
  test('gives back what it was given', () => {
    expect(codec.decode(codec.encode(record as never))).toEqual(record);
  });

  test('refuses another version, an unknown field and a missing one', () => {
    expect(() => codec.decode(encodeCbor({ ...record, version: 2 }))).toThrow(code(malformed));
    expect(() => codec.decode(encodeCbor({ ...record, more: 1 }))).toThrow(code(malformed));
    for (const field of Object.keys(record)) {
      const partial = Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));
      expect(() => codec.decode(encodeCbor(partial)), field).toThrow(code(malformed));
      expect(() => codec.decode(encodeCbor({ ...record, [field]: true })), field).toThrow(code(malformed));
    }
  });

  test('answers damaged bytes with its error, or they are another record in canonical form', () => {
    const bytes = codec.encode(record as never);
    const edit = fc.record({ at: fc.nat({ max: bytes.length - 1 }), byte: fc.nat({ max: 255 }) });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), fc.boolean(), (edits, isCut) => {
        const damaged = bytes.slice(0, isCut ? edits[0]?.at : bytes.length);
        for (const { at, byte } of edits) if (at < damaged.length) damaged[at] = byte;
        let decoded: never;
        try {
          decoded = codec.decode(damaged);
        } catch (error) {
          expect(error).toEqual(code(malformed));
          return;
        }
        expect(codec.encode(decoded)).toEqual(damaged);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a batch header', () => {
  const hash = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .filter((bytes) => bytes.some((byte) => byte > 0));
  const valid = fc
    .record({
      vehicle: fc.maxSafeNat(),
      keyIndex: fc.nat(),
      ownerEpoch: fc.nat(),
      stream: hash,
      source: fc.constantFrom(...readingSources),
      sequence: fc.integer({ min: 1 }),
      previousHash: hash,
      fromMs: fc.nat(),
      count: fc.integer({ min: 1, max: 10_000 }),
      root: hash,
      catalogue: hash,
    })
    .chain((part) =>
      fc
        .record(
          {
            toMs: fc.integer({ min: part.fromMs + 1, max: part.fromMs + 60_000 }),
            recentBlockHash: hash,
          },
          { requiredKeys: ['toMs'] },
        )
        .map((rest) => ({ ...header, ...part, ...rest })),
    );

  test('is given back, signed and unsigned, and named by its hash', () => {
    fc.assert(
      fc.property(valid, (drawn) => {
        const signed = signBatchHeader(drawn as BatchHeader, device);
        expect(verifyBatchHeader(signed.cose, publicKey)).toEqual(signed);
        expect(decodeSignedBatchHeader(signed.cose).header).toEqual(drawn);
        expect(sha256(batchHeaderCodec.encode(drawn as BatchHeader))).toEqual(signed.headerHash);
      }),
      { numRuns: 50 },
    );
  });

  test('has at most 544 bytes with its signature', () => {
    const widest = { ...header, vehicle: 2 ** 53 - 1, sequence: 2 ** 53 - 1, previousHash: otherKey };
    const full = { ...widest, keyIndex: 2 ** 31, ownerEpoch: 2 ** 31, recentBlockHash: otherKey };
    expect(signBatchHeader(full, device).cose.length).toBeLessThanOrEqual(544);
  });

  test.each<[string, Partial<BatchHeader>]>([
    ['an empty window', { toMs: header.fromMs }],
    ['a window of more than a minute', { toMs: header.fromMs + 60_001 }],
    ['a promise before its end', { nextByMs: header.toMs - 1 }],
    ['a first header that follows another', { previousHash: otherKey }],
    ['a later header that follows none', { sequence: 1 }],
    ['readings with the root of none', { count: 1 }],
    ['no readings with another root', { root: otherKey }],
    ['too many readings', { count: 10_001, root: otherKey }],
    ['a chain id of more than 48 bits', { chainId: 2 ** 48 }],
    ['a short hash', { catalogue: new Uint8Array(31) }],
    ['a negative time', { fromMs: -1 }],
    ['a fraction', { vehicle: 0.5 }],
    ['another source', { source: 'guess' as ReadingSource }],
  ])('with %s is not signed', (_what, change) => {
    expect(() => signBatchHeader({ ...header, ...change }, device)).toThrow(code('HEADER_MALFORMED'));
  });
});

describe('COSE_Sign1', () => {
  const payload = encodeCbor({ version: 1 });
  const options = { domain: 'datacar/batch/1', payload } as const;
  const cose = signDeterministically('datacar/batch/1', payload, device);

  test('has the stated bytes', () => {
    expect(Buffer.from(cose.subarray(0, 8)).toString('hex')).toBe('d28443a10126a04a');
    expect(cose.length).toBe(7 + encodeCbor(payload).length + 66);
  });

  test('is verified in its own domain and with its own key only', () => {
    expect(verifyCose1({ cose, domain: 'datacar/batch/1', publicKey })).toEqual(payload);
    for (const domain of ['datacar/ack/1', 'datacar/certificate/1', 'datacar/device/1'] as const) {
      expect(() => verifyCose1({ cose, domain, publicKey })).toThrow(code('SIGNATURE_INVALID'));
    }
    const wrongKey = p256PublicKey(otherKey);
    expect(() => verifyCose1({ cose, domain: 'datacar/batch/1', publicKey: wrongKey })).toThrow(
      code('SIGNATURE_INVALID'),
    );
  });

  test('with a high s is refused by that name', () => {
    const signature = p256Sign(cose1ToBeSigned(options), device);
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const s = order - BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`);
    signature.set(Buffer.from(s.toString(16).padStart(64, '0'), 'hex'), 32);
    const high = encodeCose1({ payload, signature });
    expect(() => verifyCose1({ cose: high, domain: 'datacar/batch/1', publicKey })).toThrow(
      code('SIGNATURE_HIGH_S'),
    );
  });

  test.each([
    ['no tag', cose.subarray(1)],
    ['another tag', Uint8Array.of(0xd3, ...cose.subarray(1))],
    ['another algorithm', Uint8Array.of(...cose.subarray(0, 5), 0x27, ...cose.subarray(6))],
    [
      'an unprotected header',
      Buffer.concat([cose.subarray(0, 6), Buffer.of(0xa1, 0x04, 0x01), cose.subarray(7)]),
    ],
    ['a fifth part', Buffer.concat([Buffer.of(0xd2, 0x85), cose.subarray(2), Buffer.of(0)])],
    [
      'a longer length than needed',
      Buffer.concat([cose.subarray(0, 7), Buffer.of(0x58, 10), cose.subarray(8)]),
    ],
    ['bytes after the end', Buffer.concat([cose, Buffer.of(0)])],
    ['a short signature', encodeCose1({ payload, signature: new Uint8Array(63) })],
    ['nothing', new Uint8Array()],
  ])('with %s is refused', (_what, bytes) => {
    expect(() => decodeCose1(bytes)).toThrow(code('ENCODING_INVALID'));
  });

  test('with any flipped bit is refused', () => {
    for (let bit = 0; bit < cose.length * 8; bit++) {
      const changed = cose.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => verifyCose1({ cose: changed, domain: 'datacar/batch/1', publicKey })).toThrow(
        expect.objectContaining({ name: 'DatacarError' }),
      );
    }
  });
});

describe('the signed records', () => {
  test('an acknowledgement is verified with the key of its server only', () => {
    const cose = signAcknowledgement(acknowledgement, sample.keys.ack);
    expect(verifyAcknowledgement(cose, p256PublicKey(sample.keys.ack))).toEqual(acknowledgement);
    expect(() => verifyAcknowledgement(cose, publicKey)).toThrow(code('SIGNATURE_INVALID'));
  });

  test('a certificate is verified with the key of its issuer only', () => {
    const certificate = sample.certificateOf();
    const cose = signKeyCertificate(certificate, sample.keys.certificate);
    expect(verifyKeyCertificate(cose, p256PublicKey(sample.keys.certificate))).toEqual(certificate);
    expect(() => verifyKeyCertificate(cose, publicKey)).toThrow(code('SIGNATURE_INVALID'));
  });

  test('a proof of possession is of one code and one key', () => {
    const signature = signEnrolment('ABCD-1234', device);
    expect(() => verifyEnrolment({ signature, code: 'ABCD-1234', publicKey })).not.toThrow();
    expect(() => verifyEnrolment({ signature, code: 'ABCD-1235', publicKey })).toThrow(
      code('SIGNATURE_INVALID'),
    );
    expect(() =>
      verifyEnrolment({ signature, code: 'ABCD-1234', publicKey: p256PublicKey(otherKey) }),
    ).toThrow(code('SIGNATURE_INVALID'));
  });
});

describe('a device token', () => {
  const expected = { ...sample.identity, registry: sample.registry, log: sample.origin };
  const text = signDeviceToken(token, device);
  const verify = (change: object = {}) =>
    verifyDeviceToken({ text, publicKey, nowMs: SAMPLE_START_MS, expected, ...change });

  test('is read before and verified after its key is known', () => {
    expect(decodeDeviceToken(text).token).toEqual(token);
    expect(verify()).toEqual(token);
    expect(verify({ nowMs: SAMPLE_START_MS - 120_000 })).toEqual(token);
    expect(verify({ nowMs: token.expiresAtMs - 1 })).toEqual(token);
  });

  test.each([
    ['expired', { nowMs: token.expiresAtMs }, 'DEVICE_TOKEN_EXPIRED'],
    ['from the future', { nowMs: SAMPLE_START_MS - 120_001 }, 'DEVICE_TOKEN_EXPIRED'],
    ['of another key', { publicKey: p256PublicKey(otherKey) }, 'SIGNATURE_INVALID'],
    ['for another log', { expected: { ...expected, log: 'datacar/1/0x00/1' } }, 'CHAIN_MISMATCH'],
    ['for another chain', { expected: { ...expected, chainId: 1 } }, 'CHAIN_MISMATCH'],
    ['for another genesis', { expected: { ...expected, genesisHash: otherKey } }, 'CHAIN_MISMATCH'],
    ['for another registry', { expected: { ...expected, registry: new Uint8Array(20) } }, 'CHAIN_MISMATCH'],
    ['cut', { text: text.slice(0, -2) }, 'DEVICE_TOKEN_MALFORMED'],
    ['in another alphabet', { text: `${text}=` }, 'DEVICE_TOKEN_MALFORMED'],
    ['too long', { text: 'A'.repeat(2000) }, 'DEVICE_TOKEN_MALFORMED'],
    [
      'valid for more than an hour',
      { text: signDeviceToken({ ...token, expiresAtMs: token.expiresAtMs + 1 }, device) },
      'DEVICE_TOKEN_MALFORMED',
    ],
    [
      'signed as something else',
      {
        text: encodeBase64Url(
          signDeterministically('datacar/batch/1', deviceTokenCodec.encode(token), device),
        ),
      },
      'SIGNATURE_INVALID',
    ],
  ])('%s is refused', (_what, change, expectedCode) => {
    expect(() => verify(change)).toThrow(code(expectedCode));
  });
});

test('a key signs as what it is certified for, as less, and imports', () => {
  const allowed = (certified: ReadingSource) =>
    readingSources.filter((source) => maySignAs(certified, source));
  expect(allowed('secureElement')).toEqual(['secureElement', 'software', 'import', 'simulated']);
  expect(allowed('software')).toEqual(['software', 'import', 'simulated']);
  expect(allowed('import')).toEqual(['import', 'simulated']);
  expect(allowed('simulated')).toEqual(['import', 'simulated']);
});
