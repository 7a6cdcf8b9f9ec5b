// SPDX-License-Identifier: Apache-2.0
import type { LogEntry } from '../../records/BatchLog.ts';
import type { DataKeys } from '../../records/DataKeys.ts';
import type { BatchRecord } from '../../records/LogRecord.ts';
import { openBody } from '../../records/openBody.ts';
import type { BatchProjection } from '../../telemetry/BatchProjection.ts';
import type { RecordDecoder } from '../../telemetry/RecordDecoder.ts';
import type { Telemetry } from '../../telemetry/Telemetry.ts';

export interface ApplyDependencies {
  dataKeys: DataKeys;
  decoder: RecordDecoder;
}

/** What projects records: the telemetry as a whole, or the projector behind its order. */
export type ProjectionTarget = Pick<Telemetry, 'project' | 'projectAnchor' | 'projectSigned' | 'erase'>;

export interface Applied {
  /** What the target answered. */
  answer: unknown;
  added: number;
  isErased: boolean;
}

/** Projects an entry that was read from the batch log. */
export async function applyEntry(
  entry: LogEntry,
  target: ProjectionTarget,
  { dataKeys, decoder }: ApplyDependencies,
): Promise<Applied> {
  const { record } = entry;
  switch (record.type) {
    case 'batch': {
      const projection = toProjection({ ...entry, record }, { dataKeys, decoder });
      const answer = await target.project(projection ?? headerOnly({ ...entry, record }, decoder));
      return { answer, added: answer.added, isErased: projection === undefined };
    }
    case 'signed':
      return plain(await target.projectSigned(record, entry));
    case 'anchor':
      return plain(await target.projectAnchor(record, entry));
    case 'erase':
      // The marker is durable before the keys are destroyed, so a crash in between is made good here.
      await dataKeys.destroy(record.keyIds);
      return plain(await target.erase(record, entry));
  }
}

function plain(answer: unknown): Applied {
  return { answer, added: 0, isErased: false };
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
  { dataKeys, decoder }: ApplyDependencies,
): BatchProjection | undefined {
  const projection = headerOnly(entry, decoder);
  if (projection.header.isFork) return projection;
  const body = openBody(entry.record, dataKeys);
  if (body === undefined) return undefined;
  return { ...projection, columns: decoder.decodeColumns(body, projection.header) };
}
