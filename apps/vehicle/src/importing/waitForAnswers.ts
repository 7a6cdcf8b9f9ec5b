// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { QueueHandler } from './QueueHandler.ts';
import type { RunningImport } from './startImport.ts';

/** How long the server may take nothing before an import gives up; what was signed is kept and sent next time. */
export const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 200;

/** Waits until at most `waitingMax` batches wait for the server. */
export async function waitForAnswers(
  started: RunningImport,
  waitingMax: number,
  report: QueueHandler['report'],
): Promise<void> {
  const { queue } = started.opened;
  let waiting = queue.counts().waiting;
  let progressAtMs = performance.now();
  while (waiting > waitingMax) {
    await started.answered.wait(LOOK_EVERY_MS);
    report('sending');
    if (queue.counts().waiting < waiting) progressAtMs = performance.now();
    waiting = queue.counts().waiting;
    if (performance.now() > progressAtMs + PATIENCE_MS) throw noProgressError(started);
  }
}

function noProgressError(started: RunningImport): unknown {
  return (
    started.lastFailure() ??
    new DatacarError(
      'SERVER_TIMEOUT',
      `The server has taken nothing for ${PATIENCE_MS / 1_000} s. Import the file again to go on.`,
    )
  );
}
