// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { MAX_BATCH_BYTES } from '@datacar/core/records/batchLimits';
import type { MerkleLog } from '@datacar/core/records/createMerkleLog';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import type { BatchLog } from '@datacar/store/records/BatchLog';
import type { DataKey, DataKeys } from '@datacar/store/records/DataKeys';
import type { HeaderEntry } from '@datacar/store/telemetry/BatchProjection';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';
import { createTurns } from '../../home/createTurns.ts';
import type { Metrics } from '../../http/createMetrics.ts';
import { type AcknowledgementFacts, acknowledge, refuse } from './answer.ts';
import type { CheckedBatch } from './IngestJob.ts';
import { toJobDataKey, toJobDeviceKey } from './jobKeys.ts';
import { appendLeaf } from './log/appendLeaf.ts';
import { persistStage } from './persist/persistStage.ts';
import type { WorkerPool } from './pool/openWorkerPool.ts';
import { RefusedBatch } from './pool/RefusedBatch.ts';
import { projectStage } from './project/projectStage.ts';
import { checkReplacedKey } from './sequence/checkReplacedKey.ts';
import type { StreamHead, StreamHeads } from './sequence/createStreamHeads.ts';
import { decideSequence } from './sequence/decideSequence.ts';
import { findNeighbours } from './sequence/findNeighbours.ts';

/** Bytes of batches that have arrived and are not answered: two seconds' work at full load. */
const WAITING_BYTES_MAX = 32 * 1024 * 1024;
/** From here on senders that can be held back are. */
const WAITING_BYTES_HIGH = 8 * 1024 * 1024;

/** A batch that this server now has for good. */
export interface AcceptedBatch extends CheckedBatch {
  receivedAtMs: number;
  isFork: boolean;
}

export interface IngestDependencies {
  pool: WorkerPool;
  chainIndex: ChainIndex;
  batchLog: BatchLog;
  dataKeys: DataKeys;
  telemetry: Telemetry;
  tree: MerkleLog;
  heads: StreamHeads;
  acknowledgement: AcknowledgementFacts;
  metrics: Metrics;
  clock: () => number;
  logger: { error(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** Called when a batch is durable and projected. */
  onAccepted: (batch: AcceptedBatch) => void;
}

export interface Ingest {
  /** Takes a wire batch; `answer` never rejects. */
  receive(batch: { vehicle: number; bytes: Uint8Array }): {
    answer: Promise<IngestAnswer>;
    room: Promise<void>;
  };
  /** Runs work while no batch of the vehicle is under way, such as destroying its keys. */
  runAlone<Result>(vehicle: number, work: () => Promise<Result>): Promise<Result>;
  /** Takes nothing more; resolves when everything that arrived is answered. */
  close(): Promise<void>;
}

/** The way of a batch: decode, authenticate, sequence, leaves, persist, project, log. */
export function openIngest(dependencies: IngestDependencies): Ingest {
  const { pool, chainIndex, dataKeys, metrics, clock, logger } = dependencies;
  const turns = createTurns();
  /** Vehicles whose batches wait because something else has to be alone with them. */
  const gates = new Map<number, Promise<unknown>>();
  const underWay = new Map<string, Promise<IngestAnswer>>();
  let waitingBytes = 0;
  let isClosing = false;
  let roomWaiters: (() => void)[] = [];
  const idleWaiters: (() => void)[] = [];

  function receive({ vehicle, bytes }: { vehicle: number; bytes: Uint8Array }) {
    const startedAt = performance.now();
    waitingBytes += bytes.length;
    metrics.ingestQueueBytes.set(waitingBytes);
    const answer = take(vehicle, bytes)
      .catch((error: unknown) => toRefusal(error))
      .finally(() => {
        metrics.ingestSeconds.observe((performance.now() - startedAt) / 1_000);
        release(bytes.length);
      });
    const room =
      waitingBytes <= WAITING_BYTES_HIGH
        ? Promise.resolve()
        : new Promise<void>((resolve) => roomWaiters.push(resolve));
    return { answer, room };
  }

  function release(byteCount: number): void {
    waitingBytes -= byteCount;
    metrics.ingestQueueBytes.set(waitingBytes);
    if (waitingBytes <= WAITING_BYTES_HIGH) {
      const waiters = roomWaiters;
      roomWaiters = [];
      for (const resolve of waiters) resolve();
    }
    if (waitingBytes === 0) for (const resolve of idleWaiters.splice(0)) resolve();
  }

  async function take(vehicle: number, bytes: Uint8Array): Promise<IngestAnswer> {
    if (isClosing) throw new DatacarError('STARTING', 'The server is stopping; send again in a moment.');
    if (waitingBytes > WAITING_BYTES_MAX) {
      throw new DatacarError(
        'OVERLOADED',
        'The server has as much waiting as it takes; send again in a moment.',
      );
    }
    if (bytes.length > MAX_BATCH_BYTES) {
      throw new DatacarError('BATCH_TOO_LARGE', `The batch has more than ${MAX_BATCH_BYTES} bytes.`);
    }
    if (chainIndex.vehicle(vehicle) === undefined) {
      throw new DatacarError('VEHICLE_UNKNOWN', `There is no vehicle ${vehicle} in the registry.`);
    }
    const receivedAtMs = clock();
    // The turn is taken now, so batches stay in the order of their arrival however long a worker needs for one.
    const checked = check(vehicle, bytes, receivedAtMs);
    checked.catch(() => undefined);
    const placed = await turns.run(vehicle, async () => {
      const batch = await checked;
      try {
        return { answer: await place(batch, receivedAtMs) };
      } catch (error) {
        throw withBatch(error, batch);
      }
    });
    return placed.answer();
  }

  async function check(vehicle: number, bytes: Uint8Array, nowMs: number): Promise<CheckedBatch> {
    const gate = gates.get(vehicle);
    if (gate !== undefined) await gate;
    const keys = keysOf(vehicle);
    return pool.check({
      bytes,
      vehicle,
      deviceKeys: chainIndex.deviceKeys(vehicle).map(toJobDeviceKey),
      dataKeys: (Array.isArray(keys) ? keys : await keys).map(toJobDataKey),
      nowMs,
    });
  }

  /** A key for each ownership epoch; made, and durable, when the first batch of an epoch comes. */
  function keysOf(vehicle: number): DataKey[] | Promise<DataKey[]> {
    const epochs = Array.from({ length: (chainIndex.vehicle(vehicle)?.epoch ?? 0) + 1 }, (_, epoch) => epoch);
    const keys = epochs.flatMap((epoch) => dataKeys.current(vehicle, epoch) ?? []);
    return keys.length === epochs.length
      ? keys
      : Promise.all(epochs.map((epoch) => dataKeys.require(vehicle, epoch)));
  }

  /** Decides, in the order of arrival, and starts writing; what it returns waits for the disk. */
  async function place(batch: CheckedBatch, receivedAtMs: number): Promise<() => Promise<IngestAnswer>> {
    const { header, headerHash } = batch;
    const name = encodeHex(headerHash);
    const twin = underWay.get(name);
    if (twin !== undefined) return async () => asRepeated(await twin, header.count);
    const decision = await decide(batch);
    if (typeof decision !== 'string') return async () => repeat(decision);

    const isFork = decision === 'fork';
    if (decision === 'next') dependencies.heads.begin(toHead(batch, undefined));
    const answer = store(batch, { receivedAtMs, isFork, isNext: decision === 'next' }).finally(() =>
      underWay.delete(name),
    );
    underWay.set(name, answer);
    answer.catch(() => undefined);
    return () => answer.catch((error: unknown) => Promise.reject(withBatch(error, batch)));
  }

  /** What a batch is to its stream, or the header that is stored already. */
  async function decide(batch: CheckedBatch): Promise<'next' | 'late' | 'fork' | HeaderEntry> {
    const header = { ...batch.header, headerHash: batch.headerHash };
    const key = chainIndex.deviceKey(header.vehicle, header.keyIndex);
    const newest = dependencies.heads.newest(header.vehicle, header.stream);
    const isReplaced = key?.toBlock !== undefined;
    if (newest === undefined || header.sequence > newest.sequence) {
      const decision = decideSequence(header, { before: newest });
      if (decision === 'next') {
        if (key !== undefined) checkReplacedKey(header, { key, after: undefined });
        return decision;
      }
    }
    const { telemetry } = dependencies;
    // Whatever is on its way to the disk has to be there before the store can be asked about it.
    await Promise.allSettled(underWay.values());
    const stored = await telemetry.headerByHash(header.headerHash);
    if (stored !== undefined) return stored;
    const neighbours = await findNeighbours(header, { telemetry, newestSequence: newest?.sequence ?? -1 });
    if (isReplaced) checkReplacedKey(header, { key, after: neighbours.after });
    return decideSequence(header, neighbours);
  }

  async function store(
    batch: CheckedBatch,
    { receivedAtMs, isFork, isNext }: { receivedAtMs: number; isFork: boolean; isNext: boolean },
  ): Promise<IngestAnswer> {
    const { batchLog, telemetry, tree, heads } = dependencies;
    const { header, headerHash } = batch;
    const appended = await persistStage(batch, { batchLog, receivedAtMs, isFork }).catch((error: unknown) => {
      // Everything behind it in the queue of the disk fails too.
      heads.abort();
      throw error;
    });
    appendLeaf(headerHash, { tree, leafIndex: appended.leafIndex });
    metrics.logSize.set(tree.size);
    if (isNext) heads.commit(toHead(batch, appended.leafIndex));
    const readings = await projectStage(batch, { telemetry, appended, receivedAtMs, isFork });
    count(readings, isFork);
    dependencies.onAccepted({ ...batch, receivedAtMs, isFork });
    if (isFork) throw forkError(header.sequence);
    return acknowledge(
      { headerHash, sequence: header.sequence, receivedAtMs, readings },
      dependencies.acknowledgement,
    );
  }

  function repeat({
    headerHash,
    sequence,
    receivedAtMs,
    count: duplicates,
    isFork,
  }: HeaderEntry): IngestAnswer {
    metrics.batchesTotal.inc({ outcome: 'repeated' });
    if (isFork) return refuse(forkError(sequence), { headerHash, sequence });
    const readings = { added: 0, duplicates, conflicts: 0 };
    return acknowledge({ headerHash, sequence, receivedAtMs, readings }, dependencies.acknowledgement);
  }

  function asRepeated(answer: IngestAnswer, duplicates: number): IngestAnswer {
    metrics.batchesTotal.inc({ outcome: 'repeated' });
    return answer.error === undefined
      ? { ...answer, readings: { added: 0, duplicates, conflicts: 0 } }
      : answer;
  }

  function count({ added, duplicates, conflicts }: IngestAnswer['readings'], isFork: boolean): void {
    metrics.batchesTotal.inc({ outcome: isFork ? 'forked' : 'accepted' });
    metrics.readingsTotal.inc({ outcome: 'added' }, added);
    metrics.readingsTotal.inc({ outcome: 'duplicate' }, duplicates);
    metrics.readingsTotal.inc({ outcome: 'conflict' }, conflicts);
  }

  function toRefusal(error: unknown): IngestAnswer {
    const known = error instanceof RefusedBatch ? error.known : undefined;
    const expected =
      error instanceof DatacarError
        ? error
        : new DatacarError('INTERNAL', 'Taking this batch failed on our side.');
    if (expected !== error) logger.error({ err: error }, 'ingest failed');
    metrics.refusedTotal.inc({ code: expected.code });
    return refuse(expected, known);
  }

  return {
    receive,
    runAlone(vehicle, work) {
      const done = turns.run(vehicle, work);
      const gate = done.catch(() => undefined);
      gates.set(vehicle, gate);
      void gate.then(() => {
        if (gates.get(vehicle) === gate) gates.delete(vehicle);
      });
      return done;
    },
    async close() {
      isClosing = true;
      if (waitingBytes > 0) await new Promise<void>((resolve) => idleWaiters.push(resolve));
    },
  };
}

function toHead({ header, headerHash }: CheckedBatch, leafIndex: number | undefined): StreamHead {
  const { vehicle, stream, sequence, previousHash, ownerEpoch, fromMs, toMs, source, keyIndex, nextByMs } =
    header;
  return {
    vehicle,
    stream,
    sequence,
    headerHash,
    previousHash,
    ownerEpoch,
    fromMs,
    toMs,
    source,
    keyIndex,
    nextByMs,
    leafIndex,
  };
}

function forkError(sequence: number): DatacarError {
  return new DatacarError(
    'SEQUENCE_FORK',
    `The car has signed another batch ${sequence} before; both are kept as evidence.`,
    {
      details: { sequence },
    },
  );
}

/** Says of which batch an error speaks. */
function withBatch(error: unknown, { header, headerHash }: CheckedBatch): unknown {
  if (!(error instanceof DatacarError)) return error;
  const { code, message, details } = error;
  return new RefusedBatch({ code, message, details, known: { headerHash, sequence: header.sequence } });
}
