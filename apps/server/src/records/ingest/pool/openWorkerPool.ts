// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { CheckedBatch, IngestJob, IngestScope } from '../IngestJob.ts';
import { RefusedBatch } from './RefusedBatch.ts';
import type { WorkerReply } from './WorkerMessage.ts';

export interface WorkerPool {
  /** @throws RefusedBatch, or DatacarError INTERNAL when its worker died. */
  check(job: IngestJob): Promise<CheckedBatch>;
  close(): Promise<void>;
}

interface PoolWorker {
  worker: Worker;
  waiting: Map<number, { resolve(batch: CheckedBatch): void; reject(error: Error): void }>;
}

export interface OpenWorkerPoolOptions {
  scope: IngestScope;
  /** Threads. */
  size: number;
}

export interface WorkerPoolDependencies {
  logger: { error(fields: object, message: string): void };
}

/** Threads that check batches, so that the thread that answers the API stays free. */
export async function openWorkerPool(
  { scope, size }: OpenWorkerPoolOptions,
  { logger }: WorkerPoolDependencies,
): Promise<WorkerPool> {
  let nextId = 0;
  let isClosing = false;
  const workers: PoolWorker[] = await Promise.all(Array.from({ length: size }, () => start()));

  function start(): Promise<PoolWorker> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./startWorker.js', import.meta.url), { workerData: { scope } });
      const poolWorker: PoolWorker = { worker, waiting: new Map() };
      worker.on('message', (reply: WorkerReply) => {
        if ('ready' in reply) resolve(poolWorker);
        else settle(poolWorker, reply);
      });
      worker.on('error', (error) => {
        logger.error({ err: error }, 'ingest worker failed');
        reject(error);
      });
      worker.on('exit', () => {
        if (!isClosing) void replace(poolWorker);
      });
    });
  }

  /** What a dead worker had in hand may pass in the next one, so its senders are told to send again. */
  async function replace(dead: PoolWorker): Promise<void> {
    for (const { reject } of dead.waiting.values()) {
      reject(new DatacarError('INTERNAL', 'Checking this batch failed on our side; send it again.'));
    }
    const index = workers.indexOf(dead);
    if (index >= 0) workers[index] = await start();
  }

  return {
    check(job) {
      const target = workers.reduce((least, worker) =>
        worker.waiting.size < least.waiting.size ? worker : least,
      );
      const id = nextId;
      nextId += 1;
      return new Promise((resolve, reject) => {
        target.waiting.set(id, { resolve, reject });
        // A copy of its own changes hands; the given bytes may be a view into a buffer that others use.
        const bytes = Uint8Array.from(job.bytes);
        target.worker.postMessage({ id, job: { ...job, bytes } }, [bytes.buffer]);
      });
    },
    async close() {
      isClosing = true;
      await Promise.all(workers.map(({ worker }) => worker.terminate()));
    },
  };
}

function settle({ waiting }: PoolWorker, reply: Exclude<WorkerReply, { ready: true }>): void {
  const waiter = waiting.get(reply.id);
  waiting.delete(reply.id);
  if ('batch' in reply) waiter?.resolve(reply.batch);
  else waiter?.reject(new RefusedBatch(reply.refusal));
}
