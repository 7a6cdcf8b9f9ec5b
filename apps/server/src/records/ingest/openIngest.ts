// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { MAX_BATCH_BYTES } from '@datacar/core/records/batchLimits';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import type { DataKey, DataKeys } from '@datacar/store/records/DataKeys';
import { createTurns } from '../../home/createTurns.ts';
import { refuse } from './answer.ts';
import { createAdmission } from './createAdmission.ts';
import { createPlacer, type PlacerDependencies } from './createPlacer.ts';
import type { CheckedBatch } from './IngestJob.ts';
import { toJobDataKey, toJobDeviceKey } from './jobKeys.ts';
import type { WorkerPool } from './pool/openWorkerPool.ts';
import { RefusedBatch } from './pool/RefusedBatch.ts';

export interface IngestDependencies extends PlacerDependencies {
  pool: WorkerPool;
  dataKeys: DataKeys;
  clock: () => number;
  logger: { error(fields: object, message: string): void };
}

export interface ArrivedBatch {
  /** Whom the topic or the path names. */
  vehicle: number;
  /** The wire batch. */
  bytes: Uint8Array;
}

export interface Ingest {
  /** Takes a wire batch; `answer` never rejects, `room` settles when the next batch may come. */
  receive(batch: ArrivedBatch): { answer: Promise<IngestAnswer>; room: Promise<void> };
  /** Runs work while no batch of the vehicle is under way, such as destroying its keys. */
  runAlone<Result>(vehicle: number, work: () => Promise<Result>): Promise<Result>;
  /** Takes nothing more; resolves when everything that arrived is answered. */
  close(): Promise<void>;
}

/** The way of a batch: decode, authenticate, leaves in a worker, then sequence, persist, log, project in order. */
export function openIngest(dependencies: IngestDependencies): Ingest {
  const { pool, chainIndex, dataKeys, metrics, clock, logger } = dependencies;
  const place = createPlacer(dependencies);
  const turns = createTurns();
  const admission = createAdmission({
    onChange: (waitingBytes) => metrics.ingestQueueBytes.set(waitingBytes),
  });
  /** Vehicles whose batches wait because something else has to be alone with them. */
  const gates = new Map<number, Promise<unknown>>();
  let isClosing = false;

  async function take({ vehicle, bytes }: ArrivedBatch): Promise<IngestAnswer> {
    if (isClosing) throw new DatacarError('STARTING', 'The server is stopping; send again in a moment.');
    if (admission.isFull()) {
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
    const checked = check({ vehicle, bytes }, receivedAtMs);
    checked.catch(() => undefined);
    // The turn is taken now, so batches stay in the order of their arrival however long a worker needs for one.
    const { batch, answer } = await turns.run(vehicle, async () => placeNamed(await checked, receivedAtMs));
    return answer().catch((error: unknown) => Promise.reject(nameBatch(error, batch)));
  }

  async function check({ vehicle, bytes }: ArrivedBatch, nowMs: number): Promise<CheckedBatch> {
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
    if (keys.length === epochs.length) return keys;
    return Promise.all(epochs.map((epoch) => dataKeys.require(vehicle, epoch)));
  }

  async function placeNamed(batch: CheckedBatch, receivedAtMs: number) {
    try {
      return { batch, ...(await place(batch, receivedAtMs)) };
    } catch (error) {
      throw nameBatch(error, batch);
    }
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
    receive(batch) {
      const startedAt = performance.now();
      admission.admit(batch.bytes.length);
      const answer = take(batch)
        .catch(toRefusal)
        .finally(() => {
          metrics.ingestSeconds.observe((performance.now() - startedAt) / 1_000);
          admission.release(batch.bytes.length);
        });
      return { answer, room: admission.room() };
    },
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
      await admission.idle();
    },
  };
}

/** Says of which batch an error speaks. */
function nameBatch(error: unknown, { header, headerHash }: CheckedBatch): unknown {
  if (!(error instanceof DatacarError)) return error;
  const { code, message, details } = error;
  return new RefusedBatch({ code, message, details, known: { headerHash, sequence: header.sequence } });
}
