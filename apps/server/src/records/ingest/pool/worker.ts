// SPDX-License-Identifier: Apache-2.0
import { parentPort, type TransferListItem, workerData } from 'node:worker_threads';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { CheckedBatch } from '../IngestJob.ts';
import { checkBatch } from './checkBatch.ts';
import { peekHeader } from './peekHeader.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './WorkerMessage.ts';

const { scope } = workerData as WorkerStart;
const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread only');

port.on('message', ({ id, job }: WorkerRequest) => {
  try {
    const batch = checkBatch(job, scope);
    port.postMessage({ id, batch } satisfies WorkerReply, transferablesOf(batch));
  } catch (error) {
    if (!(error instanceof DatacarError)) throw error;
    const { code, message, details } = error;
    const known = peekHeader(job.bytes);
    const refusal = { code, message, details, ...(known === undefined ? {} : { known }) };
    port.postMessage({ id, refusal } satisfies WorkerReply);
  }
});
port.postMessage({ ready: true } satisfies WorkerReply);

/** The large arrays change hands instead of being copied. */
function transferablesOf({ columns, body }: CheckedBatch): TransferListItem[] {
  const buffers = new Set<ArrayBuffer>([body.buffer as ArrayBuffer]);
  for (const column of columns) {
    buffers.add(column.timesMs.buffer as ArrayBuffer);
    if (column.kind !== 'string') buffers.add(column.values.buffer as ArrayBuffer);
  }
  return [...buffers];
}
