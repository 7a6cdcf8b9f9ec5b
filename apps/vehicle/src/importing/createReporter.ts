// SPDX-License-Identifier: Apache-2.0
import type { EmitEvent } from '@datacar/core/vehicles/AgentEvent';
import type { QueueHandler } from './QueueHandler.ts';
import type { RunningImport } from './startImport.ts';

const PROGRESS_EVERY_MS = 200;

/** Reports how far an import is, a few times a second. */
export function createReporter(
  { file, tally, opened: { queue } }: RunningImport,
  { emit }: { emit: EmitEvent },
): QueueHandler['report'] {
  let reportedAtMs = Number.NEGATIVE_INFINITY;
  return (stage) => {
    if (performance.now() < reportedAtMs + PROGRESS_EVERY_MS) return;
    reportedAtMs = performance.now();
    const { sequence } = queue.head();
    emit({
      event: 'importProgress',
      file,
      stage,
      rows: tally.rows,
      readings: queue.totals().added,
      batches: sequence,
      batchesAcknowledged: sequence - queue.counts().waiting,
    });
  };
}
