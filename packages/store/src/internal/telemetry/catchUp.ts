// SPDX-License-Identifier: Apache-2.0
import type { BatchLog, LogEntry } from '../../records/BatchLog.ts';
import type { DataKeys } from '../../records/DataKeys.ts';
import type { BatchRecord } from '../../records/LogRecord.ts';
import { openBody } from '../../records/openBody.ts';
import type { BatchProjection } from '../../telemetry/BatchProjection.ts';
import type { RebuildProgress, RecordDecoder } from '../../telemetry/RecordDecoder.ts';
import type { Telemetry } from '../../telemetry/Telemetry.ts';

/** How often whoever waits is told, in ms. */
const PROGRESS_EVERY_MS = 200;

export interface CatchUpDependencies {
  batchLog: BatchLog;
  dataKeys: DataKeys;
  decoder: RecordDecoder;
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
    await applyEntry(entry, telemetry, { ...dependencies, progress });
    progress.records += 1;
    progress.position = entry.nextPosition;
    if (Date.now() - toldAt < PROGRESS_EVERY_MS) continue;
    toldAt = Date.now();
    onProgress?.({ ...progress });
  }
  await telemetry.flush();
  if (progress.records > 0) onProgress?.({ ...progress });
  return progress;
}

async function applyEntry(
  entry: LogEntry,
  telemetry: Telemetry,
  { dataKeys, decoder, progress }: CatchUpDependencies & { progress: RebuildProgress },
): Promise<void> {
  const { record } = entry;
  switch (record.type) {
    case 'batch': {
      const projection = toProjection({ ...entry, record }, { dataKeys, decoder });
      if (projection === undefined) progress.erasedBatches += 1;
      const { added } = await telemetry.project(projection ?? headerOnly({ ...entry, record }, decoder));
      progress.readings += added;
      return;
    }
    case 'signed':
      return telemetry.projectSigned(record, entry);
    case 'anchor':
      return telemetry.projectAnchor(record, entry);
    case 'erase':
      // The marker is durable before the keys are destroyed, so a crash in between is made good here.
      await dataKeys.destroy(record.keyIds);
      await telemetry.erase(record, entry);
      return;
  }
}

type BatchEntry = LogEntry & { record: BatchRecord };

function headerOnly({ record, ...at }: BatchEntry, decoder: RecordDecoder): BatchProjection {
  const { headerHash, receivedAtMs, isFork } = record;
  const header = decoder.decodeHeader(record.header);
  return {
    position: at.position,
    nextPosition: at.nextPosition,
    header: { ...header, headerHash, receivedAtMs, isFork, leafIndex: at.leafIndex },
    columns: [],
  };
}

/** Undefined when the key of the readings was destroyed. */
function toProjection(
  entry: BatchEntry,
  { dataKeys, decoder }: Pick<CatchUpDependencies, 'dataKeys' | 'decoder'>,
): BatchProjection | undefined {
  const projection = headerOnly(entry, decoder);
  if (projection.header.isFork) return projection;
  const body = openBody(entry.record, dataKeys);
  if (body === undefined) return undefined;
  return { ...projection, columns: decoder.decodeColumns(body, projection.header) };
}
