// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import type { LiveMessage } from '@datacar/core/records/liveMessage';
import type { AcceptedBatch } from '../records/ingest/createPlacer.ts';
import { streamName } from '../records/streamName.ts';

/** What an accepted batch tells those who listen: itself, and the newest reading of each of its signals. */
export function toLiveMessages({ header, headerHash, columns, isFork }: AcceptedBatch): LiveMessage[] {
  const { vehicle, stream, sequence, fromMs, toMs, count, source } = header;
  const id = String(vehicle);
  const batch: LiveMessage = {
    type: 'batch',
    vehicle: id,
    stream: streamName(stream),
    sequence,
    headerHash: encodeHex(headerHash),
    fromMs,
    toMs,
    count,
    source,
  };
  if (isFork) return [batch];
  const readings = columns.map((column): LiveMessage => {
    const row = column.timesMs.length - 1;
    return {
      type: 'reading',
      vehicle: id,
      signal: column.path,
      timeMs: column.timesMs[row] ?? 0,
      value: valueAt(column, row),
      source,
    };
  });
  return [batch, ...readings];
}

function valueAt(column: BatchColumn, row: number): number | boolean | string {
  if (column.kind === 'string') return column.values[row] ?? '';
  const value = column.values[row] ?? 0;
  return column.kind === 'boolean' ? value === 1 : value;
}
