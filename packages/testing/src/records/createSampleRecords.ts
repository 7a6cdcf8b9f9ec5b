// SPDX-License-Identifier: Apache-2.0
import { ed25519PublicKey, p256PublicKey, p256Sign } from '@datacar/core/crypto/browserCrypto';
import { sha256 } from '@datacar/core/crypto/nodeCrypto';
import { compareBytes } from '@datacar/core/encoding/compareBytes';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { encodeUtf8 } from '@datacar/core/encoding/encodeUtf8';
import type { Batch } from '@datacar/core/records/Batch';
import type { BatchHeader } from '@datacar/core/records/BatchHeader';
import { batchHeaderCodec } from '@datacar/core/records/batchHeaderCodec';
import { buildStreamMap } from '@datacar/core/records/buildStreamMap';
import { cose1ToBeSigned } from '@datacar/core/records/cose1ToBeSigned';
import { createBatchProver } from '@datacar/core/records/createBatchProver';
import { createMerkleLog } from '@datacar/core/records/createMerkleLog';
import { encodeCose1 } from '@datacar/core/records/encodeCose1';
import { findRunEnds } from '@datacar/core/records/findRunEnds';
import { formatLogOrigin } from '@datacar/core/records/formatLogOrigin';
import { hashColumns } from '@datacar/core/records/hashColumns';
import type { KeyCertificate } from '@datacar/core/records/KeyCertificate';
import { keyCertificateCodec } from '@datacar/core/records/keyCertificateCodec';
import { hashLeaf } from '@datacar/core/records/merkleHashes';
import { merkleRoot } from '@datacar/core/records/merkleRoot';
import type { PeriodProof, PeriodProofStream } from '@datacar/core/records/PeriodProof';
import type { Reading, ValueKind } from '@datacar/core/records/Reading';
import type { ReadingProof } from '@datacar/core/records/ReadingProof';
import type { StreamMapEntry } from '@datacar/core/records/StreamMapEntry';
import type { SignatureDomain } from '@datacar/core/records/signatureDomains';
import { signCheckpoint } from '@datacar/core/records/signCheckpoint';
import type { TrustAnchors } from '@datacar/core/records/TrustAnchors';
import { toColumns } from '@datacar/core/records/toColumns';
import { catalogueId } from '@datacar/core/signals/catalogueId';
import { signalByPath } from '@datacar/core/signals/signalByPath';
import { valueKindOf } from '@datacar/core/signals/valueKindOf';
import { accountOfKey } from '@datacar/core/wallet/accountOfKey';
import { signSampleAnchor } from './signSampleAnchor.ts';

/** Midnight of 1 March 2026, UTC. */
export const SAMPLE_START_MS = 1_772_323_200_000;

const MINUTE_MS = 60_000;
const LIVE_STREAM = new Uint8Array(32);

/** A key (or any 32 bytes) that is the same in every run; known to everybody, so for tests only. */
export function sampleKey(name: string): Uint8Array {
  return sha256(encodeUtf8(`datacar sample ${name}`));
}

export type SampleHeader = Partial<BatchHeader>;

export interface AnchoredLog {
  note: string;
  anchor: Uint8Array;
  entries: readonly StreamMapEntry[];
  map: ReturnType<typeof buildStreamMap>;
  indexOf(headerHash: Uint8Array): number;
  pathOf(headerHash: Uint8Array): Uint8Array[];
}

export interface SamplePeriod {
  anchored: AnchoredLog;
  fromMs: number;
  toMs: number;
  /** The headers to put in, by stream. */
  streams: { batches: readonly Batch[]; shown?: { batch: Batch; path: string; timeMs: number }[] }[];
}

export type SampleRecords = ReturnType<typeof createSampleRecords>;

export interface SampleRecordsOptions {
  /** Changes every key and the chain, as another consortium would have. */
  world?: string;
}

/** A vehicle with its member, server, log and chain identity, all from fixed keys, to make records with. */
export function createSampleRecords({ world = '' }: SampleRecordsOptions = {}) {
  const keyOf = (name: string) => sampleKey(`${world}${name}`);
  const keys = {
    device: keyOf('device'),
    certificate: keyOf('certificate'),
    ack: keyOf('ack'),
    note: keyOf('note'),
    anchor: keyOf('anchor'),
    member: keyOf('member'),
  };
  const identity = { chainId: 0x5a_17_0d_a7_ac_a7, genesisHash: keyOf('genesis') };
  const registry = accountOfKey(keyOf('registry'));
  const recordLog = accountOfKey(keyOf('recordLog'));
  const member = accountOfKey(keys.member);
  const origin = formatLogOrigin({ chainId: identity.chainId, recordLog: encodeHex(recordLog), logId: 1 });
  const trust: TrustAnchors = {
    version: 1,
    ...identity,
    registry,
    recordLog,
    members: [
      {
        name: 'Sample Motors',
        account: member,
        roles: ['manufacturer', 'registrar'],
        certificateKeys: [p256PublicKey(keys.certificate)],
      },
    ],
    servers: [
      {
        origin,
        noteKey: ed25519PublicKey(keys.note),
        ackKey: p256PublicKey(keys.ack),
        anchorAccount: accountOfKey(keys.anchor),
        member,
      },
    ],
  };

  const certificateOf = (change: Partial<KeyCertificate> = {}): KeyCertificate => ({
    version: 1,
    ...identity,
    registry,
    vehicle: 42,
    keyIndex: 0,
    publicKey: p256PublicKey(keys.device),
    source: 'software',
    issuer: member,
    ...change,
  });
  const signCertificate = (change: Partial<KeyCertificate> = {}, key = keys.certificate): Uint8Array =>
    signDeterministically('datacar/certificate/1', keyCertificateCodec.encode(certificateOf(change)), key);

  function signBatch(readings: readonly Reading[], change: SampleHeader = {}, key = keys.device): Batch {
    const secret = keyOf(`secret ${change.sequence ?? 0}`);
    const columns = toColumns(readings, kindOf);
    const fromMs = change.fromMs ?? SAMPLE_START_MS;
    const header: BatchHeader = {
      version: 1,
      ...identity,
      registry,
      vehicle: 42,
      keyIndex: 0,
      ownerEpoch: 0,
      stream: LIVE_STREAM,
      source: 'software',
      sequence: 0,
      previousHash: new Uint8Array(32),
      fromMs,
      toMs: fromMs + MINUTE_MS,
      count: readings.length,
      root: merkleRoot(hashColumns(columns, secret)),
      catalogue: catalogueId,
      nextByMs: 0,
      ...change,
    };
    const payload = batchHeaderCodec.encode(header);
    const cose = signDeterministically('datacar/batch/1', payload, key);
    return { cose, header, headerHash: sha256(payload), secret, columns };
  }

  /** Linked live batches, one a minute, each promising the next within two; the last one closes. */
  function drive(minutes: number, change: SampleHeader = {}): Batch[] {
    const batches: Batch[] = [];
    for (let minute = 0; minute < minutes; minute++) {
      const fromMs = (change.fromMs ?? SAMPLE_START_MS) + minute * MINUTE_MS;
      const isLast = minute === minutes - 1;
      batches.push(
        signBatch(sampleReadings(fromMs), {
          nextByMs: isLast ? 0 : fromMs + 3 * MINUTE_MS,
          ...change,
          fromMs,
          sequence: (change.sequence ?? 0) + minute,
          previousHash: batches.at(-1)?.headerHash ?? change.previousHash ?? new Uint8Array(32),
        }),
      );
    }
    return batches;
  }

  function anchorLog(batches: readonly Batch[], otherLeaves = 5): AnchoredLog {
    const log = createMerkleLog();
    const indexes = new Map<string, number>();
    const heads = new Map<string, StreamMapEntry>();
    for (let leaf = 0; leaf < otherLeaves; leaf++) log.append(hashLeaf(keyOf(`other ${leaf}`)));
    for (const { header, headerHash } of batches) {
      indexes.set(encodeHex(headerHash), log.append(hashLeaf(headerHash)));
      const key = `${header.vehicle} ${encodeHex(header.stream)}`;
      if ((heads.get(key)?.lastSequence ?? -1) < header.sequence) {
        const { vehicle, stream, sequence: lastSequence } = header;
        heads.set(key, { vehicle, stream, lastSequence, headerHash });
      }
    }
    for (let vehicle = 1; vehicle <= otherLeaves; vehicle++) {
      const headerHash = keyOf(`other ${vehicle - 1}`);
      heads.set(`other ${vehicle}`, { vehicle, stream: LIVE_STREAM, lastSequence: 0, headerHash });
    }
    const entries = [...heads.values()];
    const map = buildStreamMap(entries);
    const state = { size: log.size, root: log.root(), mapRoot: map.root, mapSize: map.size };
    const consistencyProof = otherLeaves === 0 ? [] : log.consistencyPath(otherLeaves);
    const { chainId } = identity;
    const indexOf = (headerHash: Uint8Array) => indexes.get(encodeHex(headerHash)) ?? -1;
    return {
      note: signCheckpoint({ origin, ...state }, keys.note),
      anchor: signSampleAnchor({ chainId, recordLog, logId: 1, ...state, consistencyProof }, keys.anchor),
      entries,
      map,
      indexOf,
      pathOf: (headerHash) => log.inclusionPath(indexOf(headerHash)),
    };
  }

  function proveReading(batch: Batch, anchored: AnchoredLog, path: string, timeMs: number): ReadingProof {
    const proved = createBatchProver(batch).prove(path, timeMs);
    if (proved === undefined) throw new RangeError(`The batch has no ${path} at ${timeMs}`);
    const { path: batchPath, ...shown } = proved;
    return {
      kind: 'reading',
      ...shown,
      batchPath,
      header: batch.cose,
      certificate: signCertificate(),
      logIndex: anchored.indexOf(batch.headerHash),
      logPath: anchored.pathOf(batch.headerHash),
      checkpoint: anchored.note,
      anchor: anchored.anchor,
    };
  }

  function provePeriod({ anchored, fromMs, toMs, streams }: SamplePeriod): PeriodProof {
    return {
      kind: 'period',
      vehicle: 42,
      fromMs,
      toMs,
      certificates: [signCertificate()],
      checkpoint: anchored.note,
      anchor: anchored.anchor,
      streams: streams
        .map(({ batches, shown = [] }) => proveStream(anchored, batches, shown))
        .sort((left, right) => compareBytes(left.stream, right.stream)),
    };
  }

  return {
    keys,
    identity,
    registry,
    recordLog,
    origin,
    trust,
    certificateOf,
    signCertificate,
    signBatch,
    drive,
    anchorLog,
    proveReading,
    provePeriod,
  };
}

function proveStream(
  anchored: AnchoredLog,
  batches: readonly Batch[],
  shown: { batch: Batch; path: string; timeMs: number }[],
): PeriodProofStream {
  const sorted = [...batches].sort(
    (left, right) =>
      left.header.sequence - right.header.sequence || compareBytes(left.headerHash, right.headerHash),
  );
  const stream = sorted[0]?.header.stream ?? LIVE_STREAM;
  const proof = anchored.map.prove(42, stream);
  if (proof === undefined) throw new RangeError('The map has no such stream');
  const mapEntry = { sequence: proof.entry.lastSequence, headerHash: proof.entry.headerHash };
  return {
    stream,
    headers: sorted.map(({ cose }) => cose),
    mapEntry: { ...mapEntry, index: proof.index, path: proof.path },
    inclusions: findRunEnds(sorted, mapEntry).flatMap((headerIndex) => {
      const headerHash = sorted[headerIndex]?.headerHash;
      if (headerHash === undefined || anchored.indexOf(headerHash) < 0) return [];
      return [{ headerIndex, logIndex: anchored.indexOf(headerHash), logPath: anchored.pathOf(headerHash) }];
    }),
    readings: shown.map(({ batch, path, timeMs }) => {
      const proved = createBatchProver(batch).prove(path, timeMs);
      if (proved === undefined) throw new RangeError(`The batch has no ${path} at ${timeMs}`);
      return { headerIndex: sorted.indexOf(batch), ...proved };
    }),
  };
}

/** Every value kind, at 1 Hz for a minute. */
export function sampleReadings(fromMs: number): Reading[] {
  const readings: Reading[] = [];
  for (let second = 0; second < 60; second++) {
    const timeMs = fromMs + second * 1000;
    readings.push(
      { path: 'Vehicle.Speed', timeMs, value: second },
      { path: 'Vehicle.CurrentLocation.Latitude', timeMs, value: 33.9 + second / 4096 },
      { path: 'Vehicle.Powertrain.Transmission.CurrentGear', timeMs, value: second === 0 ? 0 : 1 },
    );
  }
  return readings;
}

const kindOf = (path: string): ValueKind | undefined => {
  const signal = signalByPath(path);
  return signal === undefined ? undefined : valueKindOf(signal.type);
};

/** RFC 6979 signatures (noble), so that vectors come out the same each time. */
export function signDeterministically(
  domain: SignatureDomain,
  payload: Uint8Array,
  privateKey: Uint8Array,
): Uint8Array {
  const signature = p256Sign(cose1ToBeSigned({ domain, payload }), privateKey);
  return encodeCose1({ payload, signature });
}
