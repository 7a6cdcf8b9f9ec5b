// SPDX-License-Identifier: Apache-2.0
import type { BatchLog } from '../../records/BatchLog.ts';
import type { RebuildProgress } from '../../telemetry/RecordDecoder.ts';
import type { Telemetry } from '../../telemetry/Telemetry.ts';
import { type ApplyDependencies, applyEntry } from './applyEntry.ts';

/** How often whoever waits is told. */
const PROGRESS_EVERY_MS = 200;

export interface CatchUpDependencies extends ApplyDependencies {
  batchLog: BatchLog;
  onProgress?: (progress: RebuildProgress) => void;
}

/** Projects what stands in the batch log behind the projection's position. */
export async function catchUp(
  telemetry: Telemetry,
  dependencies: CatchUpDependencies,
): Promise<RebuildProgress> {
  const { batchLog, onProgress } = dependencies;
  const progress: RebuildProgress = {
    records: 0,
    readings: 0,
    position: telemetry.position,
    endPosition: batchLog.position,
    erasedBatches: 0,
  };
  let toldAt = Date.now();
  for await (const entry of batchLog.readFrom(telemetry.position)) {
    const { added, isErased } = await applyEntry(entry, telemetry, dependencies);
    progress.records += 1;
    progress.readings += added;
    progress.position = entry.nextPosition;
    if (isErased) progress.erasedBatches += 1;
    if (Date.now() - toldAt < PROGRESS_EVERY_MS) continue;
    toldAt = Date.now();
    onProgress?.({ ...progress });
  }
  await telemetry.flush();
  if (progress.records > 0) onProgress?.({ ...progress });
  return progress;
}
