// SPDX-License-Identifier: Apache-2.0
import { ed25519PublicKey, p256PublicKey } from '@datacar/core/crypto/browserCrypto';
import { CborFloat } from '@datacar/core/encoding/CborFloat';
import { encodeCbor } from '@datacar/core/encoding/encodeCbor';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { batchHeaderCodec } from '@datacar/core/records/batchHeaderCodec';
import { batchSalt } from '@datacar/core/records/batchSalt';
import { createMerkleLog } from '@datacar/core/records/createMerkleLog';
import { decodeCose1 } from '@datacar/core/records/decodeCose1';
import { encodeBatch } from '@datacar/core/records/encodeBatch';
import { encodeCose1 } from '@datacar/core/records/encodeCose1';
import { encodeProof } from '@datacar/core/records/encodeProof';
import { encodeReading, hashReading } from '@datacar/core/records/hashReading';
import { hashStreamMapEntry } from '@datacar/core/records/hashStreamMapEntry';
import { hashLeaf } from '@datacar/core/records/merkleHashes';
import { parseAnchorTransaction } from '@datacar/core/records/parseAnchorTransaction';
import { parseCheckpoint } from '@datacar/core/records/parseCheckpoint';
import type { TypedReading } from '@datacar/core/records/Reading';
import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
import {
  createSampleRecords,
  SAMPLE_START_MS,
  sampleKey,
  sampleReadings,
  signDeterministically,
} from './createSampleRecords.ts';

const MINUTE_MS = 60_000;
const ORDER_P256 = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

export interface VectorFile {
  description: string;
  vectors: ({ name: string; valid: boolean } & Record<string, unknown>)[];
}

const sample = createSampleRecords();
const batches = sample.drive(4);
const anchored = sample.anchorLog(batches);
const [first, second] = batches;
if (first === undefined || second === undefined) throw new RangeError('The sample drive is too short');

/** All published vectors by file name, from fixed keys: the same in every run. */
export function makeVectors(): Record<string, VectorFile> {
  return {
    'leaf.json': makeLeafVectors(),
    'header.json': makeHeaderVectors(),
    'batch.json': makeBatchVectors(),
    'tree.json': makeTreeVectors(),
    'map.json': makeMapVectors(),
    'checkpoint.json': makeCheckpointVectors(),
    'anchor.json': makeAnchorVectors(),
    'trust.json': makeTrustVectors(),
    'proof.json': makeProofVectors(),
  };
}

function makeLeafVectors(): VectorFile {
  const secret = sampleKey('vector secret');
  const path = 'Vehicle.Speed';
  const timeMs = SAMPLE_START_MS;
  const readings: [string, TypedReading][] = [
    ['a float with a fraction', { path, timeMs, kind: 'float', value: 63.25 }],
    ['a float that is whole', { path, timeMs, kind: 'float', value: 3 }],
    ['the integer that equals it', { path, timeMs, kind: 'integer', value: 3 }],
    ['a negative integer', { path, timeMs, kind: 'integer', value: -1 }],
    ['the greatest integer', { path, timeMs, kind: 'integer', value: 2 ** 53 - 1 }],
    ['the smallest float', { path, timeMs, kind: 'float', value: 5e-324 }],
    ['a boolean', { path, timeMs, kind: 'boolean', value: true }],
    ['a text', { path, timeMs, kind: 'string', value: 'größer als 3 €' }],
    ['time zero', { path, timeMs: 0, kind: 'float', value: 0 }],
  ];
  return {
    description:
      'leafHash = SHA-256(0x00 || salt || cbor); salt = block `index` of the AES-256-CTR key stream under `secret` with a zero counter; cbor = [path, timeMs, value].',
    vectors: readings.map(([name, reading], index) => {
      const salt = batchSalt(secret, index);
      return {
        name,
        valid: true,
        ...reading,
        secret: encodeHex(secret),
        index,
        salt: encodeHex(salt),
        cbor: encodeHex(encodeReading(reading)),
        leafHash: encodeHex(hashReading(reading, salt)),
      };
    }),
  };
}

function makeHeaderVectors(): VectorFile {
  const good = batchHeaderCodec.encode(first?.header as never);
  const key = sample.keys.device;
  const publicKey = encodeHex(p256PublicKey(key));
  const vector = (name: string, cose: Uint8Array, change: Record<string, unknown> = {}) => ({
    name,
    valid: false,
    domain: 'datacar/batch/1',
    publicKey,
    cose: encodeHex(cose),
    ...change,
  });
  const sign = (payload: Uint8Array) => signDeterministically('datacar/batch/1', payload, key);
  const json = Object.fromEntries(
    Object.entries(first?.header ?? {}).map(([field, value]) => [
      field,
      value instanceof Uint8Array ? encodeHex(value) : value,
    ]),
  );
  const headerHash = encodeHex(first?.headerHash ?? good);
  return {
    description:
      'A signed batch header: COSE_Sign1 with ES256, low s, external_aad = domain. headerHash = SHA-256 of the payload.',
    vectors: [
      vector('a header', sign(good), { valid: true, header: json, headerHash }),
      vector('the signature of another key', signDeterministically('datacar/batch/1', good, sampleKey('x'))),
      vector('the signature of another domain', signDeterministically('datacar/ack/1', good, key)),
      vector('a high s', withHighS(sign(good))),
      vector('another version', sign(withField(good, { version: 2 }))),
      vector('an unknown field', sign(withField(good, { more: 1 }))),
      vector('a window of more than a minute', sign(withField(good, { toMs: SAMPLE_START_MS + 60_001 }))),
      vector('keys out of order', sign(withSwappedKeys(good))),
      vector('a byte after the payload', sign(Uint8Array.of(...good, 0))),
    ],
  };
}

function withField(header: Uint8Array, change: object): Uint8Array {
  return encodeCbor({ ...batchHeaderCodec.decode(header), ...change });
}

/** Puts the first two entries, which have values of one byte or text, in the wrong order. */
function withSwappedKeys(header: Uint8Array): Uint8Array {
  const text = Buffer.from(header);
  const rootStart = text.indexOf(Buffer.from('root')) - 1;
  const next = rootStart + 5 + 34;
  const toMsEnd = next + 5 + 9;
  return Buffer.concat([
    text.subarray(0, rootStart),
    text.subarray(next, toMsEnd),
    text.subarray(rootStart, next),
    text.subarray(toMsEnd),
  ]);
}

function withHighS(cose: Uint8Array): Uint8Array {
  const { payload, signature } = decodeCose1(cose);
  const s = ORDER_P256 - BigInt(encodeHex(signature.subarray(32)));
  const high = Buffer.concat([
    signature.subarray(0, 32),
    Buffer.from(s.toString(16).padStart(64, '0'), 'hex'),
  ]);
  return encodeCose1({ payload, signature: new Uint8Array(high) });
}

function makeBatchVectors(): VectorFile {
  const [small, empty] = [
    sample.signBatch(sampleReadings(SAMPLE_START_MS).slice(0, 9)),
    sample.signBatch([]),
  ];
  const float = (value: number) => new CborFloat(value);
  const two = sample.signBatch([
    { path: 'Vehicle.Speed', timeMs: SAMPLE_START_MS, value: 1 },
    { path: 'Vehicle.Speed', timeMs: SAMPLE_START_MS + 1, value: 2 },
  ]);
  const wire = (columns: unknown) => encodeCbor({ header: two.cose, secret: two.secret, columns });
  const bad = (name: string, code: string, bytes: Uint8Array) => ({
    name,
    valid: false,
    code,
    wire: encodeHex(bytes),
  });
  const path = 'Vehicle.Speed';
  const nan = wire([[path, [0, 1], [float(1), float(2)]]]);
  nan.set(Buffer.from('7ff8000000000000', 'hex'), nan.length - 8);
  return {
    description:
      'A wire batch, its header hash and the root over its leaves. `code` is the error of a refused one.',
    vectors: [
      ...[first, small, two, empty].map((batch, index) => ({
        name: ['a minute of three signals', 'nine readings', 'two readings', 'no reading'][index] ?? '',
        valid: true,
        wire: encodeHex(encodeBatch(batch as typeof two)),
        headerHash: encodeHex((batch as typeof two).headerHash),
        root: encodeHex((batch as typeof two).header.root),
        count: batch?.header.count,
      })),
      bad('a changed value', 'ROOT_MISMATCH', wire([[path, [0, 1], [float(1), float(3)]]])),
      bad('integers for floats', 'ROOT_MISMATCH', wire([[path, [0, 1], [1, 2]]])),
      bad('times that fall', 'BATCH_MALFORMED', wire([[path, [1, 0], [float(2), float(1)]]])),
      bad('a time twice', 'READING_DUPLICATE', wire([[path, [1, 1], [float(1), float(2)]]])),
      bad(
        'a time after the window',
        'READING_OUT_OF_WINDOW',
        wire([[path, [0, 60_000], [float(1), float(2)]]]),
      ),
      bad('a reading less', 'COUNT_MISMATCH', wire([[path, [0], [float(1)]]])),
      bad('NaN', 'VALUE_INVALID', nan),
      bad('a byte after the end', 'BATCH_MALFORMED', Uint8Array.of(...encodeBatch(two), 0)),
    ],
  };
}

function makeTreeVectors(): VectorFile {
  const log = createMerkleLog();
  const leaves = Array.from({ length: 13 }, (_, index) => Uint8Array.of(index));
  for (const leaf of leaves) log.append(hashLeaf(leaf));
  const hex = (hashes: Uint8Array[]) => hashes.map(encodeHex);
  const inclusion = (index: number, size: number) => ({
    kind: 'inclusion',
    leafHash: encodeHex(hashLeaf(Uint8Array.of(index))),
    index,
    size,
    root: encodeHex(log.root(size)),
    path: hex(log.inclusionPath(index, size)),
  });
  const consistency = (fromSize: number, toSize: number) => ({
    kind: 'consistency',
    fromSize,
    toSize,
    fromRoot: encodeHex(log.root(fromSize)),
    toRoot: encodeHex(log.root(toSize)),
    path: hex(log.consistencyPath(fromSize, toSize)),
  });
  return {
    description: 'RFC 6962 trees with SHA-256. `leaves` of a root are data, not hashes.',
    vectors: [
      ...[0, 1, 2, 3, 7, 8, 13].map((size) => ({
        name: `the root of ${size} leaves`,
        valid: true,
        kind: 'root',
        leaves: hex(leaves.slice(0, size)),
        root: encodeHex(log.root(size)),
      })),
      ...[0, 5, 12].map((index) => ({ name: `leaf ${index} of 13`, valid: true, ...inclusion(index, 13) })),
      { name: 'a leaf at another place', valid: false, ...inclusion(5, 13), index: 4 },
      { name: 'a leaf in a smaller tree', valid: false, ...inclusion(5, 13), size: 8 },
      {
        name: 'a path with a hash more',
        valid: false,
        ...inclusion(5, 13),
        path: [...inclusion(5, 13).path, inclusion(5, 13).root],
      },
      ...[1, 4, 6, 13].map((size) => ({
        name: `${size} leaves to 13`,
        valid: true,
        ...consistency(size, 13),
      })),
      { name: 'another first size', valid: false, ...consistency(6, 13), fromSize: 7 },
      { name: 'another root', valid: false, ...consistency(6, 13), toRoot: encodeHex(log.root(12)) },
    ],
  };
}

function makeMapVectors(): VectorFile {
  const proof = anchored.map.prove(42, first?.header.stream ?? new Uint8Array(32));
  if (proof === undefined) throw new RangeError('The sample map has no such stream');
  const entryOf = ({ vehicle, stream, lastSequence, headerHash }: typeof proof.entry) => ({
    vehicle,
    stream: encodeHex(stream),
    lastSequence,
    headerHash: encodeHex(headerHash),
  });
  const shown = {
    entry: entryOf(proof.entry),
    leafHash: encodeHex(hashStreamMapEntry(proof.entry)),
    index: proof.index,
    size: anchored.map.size,
    path: proof.path.map(encodeHex),
    root: encodeHex(anchored.map.root),
  };
  return {
    description: 'The sorted stream map: leaf data = CBOR [vehicle, stream, lastSequence, headerHash].',
    vectors: [
      { name: 'an entry', valid: true, ...shown },
      { name: 'all entries', valid: true, entries: anchored.entries.map(entryOf), root: shown.root },
      {
        name: 'an entry of an earlier sequence',
        valid: false,
        ...shown,
        entry: { ...shown.entry, lastSequence: 2 },
      },
    ],
  };
}

function makeCheckpointVectors(): VectorFile {
  const { checkpoint } = parseCheckpoint(anchored.note);
  const vector = (name: string, note: string, change: Record<string, unknown> = {}) => ({
    name,
    valid: false,
    note,
    origin: sample.origin,
    noteKey: encodeHex(ed25519PublicKey(sample.keys.note)),
    ...change,
  });
  const { size, root, mapRoot, mapSize } = checkpoint;
  const parsed = { size, root: encodeHex(root), mapRoot: encodeHex(mapRoot), mapSize };
  return {
    description:
      'C2SP signed notes with the lines origin, size, root and `map <root> <size>`, signed with Ed25519.',
    vectors: [
      vector('a checkpoint', anchored.note, { valid: true, ...parsed }),
      vector('another size', anchored.note.replace(`\n${size}\n`, `\n${size + 1}\n`)),
      vector('a size with a leading zero', anchored.note.replace(`\n${size}\n`, `\n0${size}\n`)),
      vector('no map line', anchored.note.replace(/map .*\n/, '')),
      vector('the key of another log', anchored.note, {
        noteKey: encodeHex(ed25519PublicKey(sampleKey('x'))),
      }),
    ],
  };
}

function makeAnchorVectors(): VectorFile {
  const { anchor } = anchored;
  const parsed = parseAnchorTransaction(anchor);
  const last = anchor.length - 1;
  return {
    description: 'Raw signed EIP-1559 transactions that call RecordLog.anchor, with the account that signed.',
    vectors: [
      {
        name: 'an anchor',
        valid: true,
        raw: encodeHex(anchor),
        chainId: parsed.chainId,
        to: encodeHex(parsed.to),
        sender: encodeHex(parsed.sender),
        hash: encodeHex(parsed.hash),
        logId: Number(parsed.logId),
        size: parsed.size,
        root: encodeHex(parsed.root),
        mapRoot: encodeHex(parsed.mapRoot),
        mapSize: parsed.mapSize,
        consistencyProof: parsed.consistencyProof.map(encodeHex),
      },
      {
        name: 'a changed signature, which is of another account',
        valid: false,
        raw: encodeHex(anchor.map((byte, index) => (index === last ? byte ^ 1 : byte))),
        sender: encodeHex(parsed.sender),
      },
      {
        name: 'a changed root, which is of another account',
        valid: false,
        raw: encodeHex(anchor.map((byte, index) => (index === 150 ? byte ^ 1 : byte))),
        sender: encodeHex(parsed.sender),
      },
    ],
  };
}

function makeTrustVectors(): VectorFile {
  const bytes = trustAnchorsCodec.encode(sample.trust);
  return {
    description: 'A trust file: what a verifier decided to believe.',
    vectors: [
      { name: 'a trust file', valid: true, trust: encodeHex(bytes) },
      { name: 'a byte after the end', valid: false, trust: encodeHex(Uint8Array.of(...bytes, 0)) },
      {
        name: 'another version',
        valid: false,
        trust: encodeHex(encodeCbor({ ...sample.trust, version: 2 })),
      },
    ],
  };
}

function makeProofVectors(): VectorFile {
  const trust = encodeHex(trustAnchorsCodec.encode(sample.trust));
  const other = createSampleRecords({ world: 'other ' });
  const theirs = other.drive(4);
  const [, theirSecond] = theirs;
  const timeMs = SAMPLE_START_MS + MINUTE_MS + 7000;
  const reading = sample.proveReading(second as never, anchored, 'Vehicle.Speed', timeMs);
  const foreign = other.proveReading(theirSecond as never, other.anchorLog(theirs), 'Vehicle.Speed', timeMs);
  const shown = [{ batch: second as never, path: 'Vehicle.CurrentLocation.Latitude', timeMs }];
  const streams = (kept: typeof batches) => [{ batches: kept, shown }];
  const bounds = { anchored, fromMs: SAMPLE_START_MS, toMs: SAMPLE_START_MS + 4 * MINUTE_MS };
  const kept = batches.filter((_, index) => index !== 2);
  const vector = (
    name: string,
    proof: Parameters<typeof encodeProof>[0],
    change: Record<string, unknown> = {},
  ) => ({
    name,
    valid: true,
    file: encodeHex(encodeProof(proof)),
    trust,
    ...change,
  });
  const gap = { kind: 'missing', fromMs: bounds.fromMs + 2 * MINUTE_MS, toMs: bounds.fromMs + 3 * MINUTE_MS };
  const tail = { kind: 'tail', fromMs: bounds.fromMs + 3 * MINUTE_MS, toMs: bounds.toMs };
  return {
    description:
      'Proof files with the trust file to hold them against. Of a period: the share that is recorded, in millionths, and the gaps.',
    vectors: [
      vector('a reading', reading, { path: 'Vehicle.Speed', timeMs, value: 7 }),
      vector('a period', sample.provePeriod({ ...bounds, streams: streams(batches) }), {
        recordedPpm: 1_000_000,
        gaps: [],
      }),
      vector('a period with a batch left out', sample.provePeriod({ ...bounds, streams: streams(kept) }), {
        recordedPpm: 750_000,
        gaps: [gap],
      }),
      vector(
        'a period with the last batch withheld',
        sample.provePeriod({ ...bounds, streams: streams(batches.slice(0, 3)) }),
        {
          recordedPpm: 750_000,
          gaps: [tail],
        },
      ),
      vector('another value', { ...reading, reading: { ...reading.reading, value: 8 } }, { valid: false }),
      vector('the proof of another consortium', foreign, { valid: false }),
      vector(
        'a certificate by the car itself',
        { ...reading, certificate: sample.signCertificate({}, sample.keys.device) },
        { valid: false },
      ),
      vector('the anchor of another consortium', { ...reading, anchor: foreign.anchor }, { valid: false }),
      vector(
        'the checkpoint of another consortium',
        { ...reading, checkpoint: foreign.checkpoint },
        { valid: false },
      ),
      vector('a high s in the header', { ...reading, header: withHighS(reading.header) }, { valid: false }),
    ],
  };
}
