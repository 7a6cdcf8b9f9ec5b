// SPDX-License-Identifier: Apache-2.0
import type { BatchLog } from '../../records/BatchLog.ts';
import type { StoreLogger } from '../../StoreLogger.ts';
import type { RebuildProgress } from '../../telemetry/RecordDecoder.ts';
import type { Telemetry } from '../../telemetry/Telemetry.ts';
import { type ApplyDependencies, applyEntry } from './applyEntry.ts';

/** How often whoever waits is told. */
const PROGRESS_EVERY_MS = 200;

export interface CatchUpDependencies extends ApplyDependencies {
  batchLog: BatchLog;
  logger: StoreLogger;
  onProgress?: (progress: RebuildProgress) => void;
}

/** Projects what stands in the batch log behind the projection's position. */
export async function catchUp(
  telemetry: Telemetry,
  dependencies: CatchUpDependencies,
): Promise<RebuildProgress> {
  const { batchLog, logger, onProgress } = dependencies;
  const progress: RebuildProgress = {
    records: 0,
    readings: 0,
    position: telemetry.position,
    endPosition: batchLog.position,
    erasedBatches: 0,
    lostBatches: 0,
  };
  /** Unreadable batches by the key that they need; the erase that explains them stands behind them in the log. */
  const unexplained = new Map<string, number>();
  let toldAt = Date.now();
  for await (const entry of batchLog.readFrom(telemetry.position)) {
    const { added, isErased } = await applyEntry(entry, telemetry, dependencies);
    progress.records += 1;
    progress.readings += added;
    progress.position = entry.nextPosition;
    if (isErased) progress.erasedBatches += 1;
    if (isErased && entry.record.type === 'batch') {
      const keyId = hex(entry.record.keyId);
      unexplained.set(keyId, (unexplained.get(keyId) ?? 0) + 1);
    }
    if (entry.record.type === 'erase')
      for (const keyId of entry.record.keyIds) unexplained.delete(hex(keyId));
    if (Date.now() - toldAt < PROGRESS_EVERY_MS) continue;
    toldAt = Date.now();
    onProgress?.({ ...progress });
  }
  await telemetry.flush();
  for (const batches of unexplained.values()) progress.lostBatches += batches;
  if (progress.lostBatches > 0) {
    logger.error(
      { batches: progress.lostBatches },
      'the data keys of stored batches are missing, though nothing erased them; restore the keys and rebuild',
    );
  }
  if (progress.records > 0) onProgress?.({ ...progress });
  return progress;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
