// SPDX-License-Identifier: Apache-2.0
import type { Appended } from '@datacar/store/records/BatchLog';
import type { ProjectedReadings } from '@datacar/store/telemetry/BatchProjection';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';
import type { CheckedBatch } from '../IngestJob.ts';

/** Makes a durable batch visible to queries; what a fork says is kept as evidence only. */
export function projectStage(
  { header, headerHash, columns }: CheckedBatch,
  {
    telemetry,
    appended,
    receivedAtMs,
    isFork,
  }: { telemetry: Telemetry; appended: Appended; receivedAtMs: number; isFork: boolean },
): Promise<ProjectedReadings> {
  const { position, nextPosition, leafIndex } = appended;
  const {
    vehicle,
    stream,
    sequence,
    previousHash,
    fromMs,
    toMs,
    count,
    source,
    keyIndex,
    ownerEpoch,
    nextByMs,
  } = header;
  return telemetry.project({
    position,
    nextPosition,
    header: {
      vehicle,
      stream,
      sequence,
      headerHash,
      previousHash,
      fromMs,
      toMs,
      count,
      source,
      keyIndex,
      ownerEpoch,
      nextByMs,
      receivedAtMs,
      leafIndex,
      isFork,
    },
    columns: isFork ? [] : columns,
  });
}
