// SPDX-License-Identifier: Apache-2.0
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import type { AnchorRecord, SignedRecord } from '../../records/LogRecord.ts';
import type { BatchProjection, ProjectedReadings } from '../../telemetry/BatchProjection.ts';
import type { LeafPosition, ReadingsOf, RecordPosition } from '../../telemetry/Telemetry.ts';
import { rowsOf, sqlInteger } from '../duckdb/queryRows.ts';
import { sourceNumber } from '../sourceNumber.ts';
import {
  createKnownReadings,
  type ReadingsWindow,
  readWindow,
  type SplitColumn,
  splitColumn,
} from './knownReadings.ts';
import type { ReadingRun } from './readingBuffer.ts';
import { type SignalStates, selectStates } from './signalStates.ts';
import type { SignalTable, StoredSignal } from './signalTable.ts';
import type { TailWriter } from './tailWriter.ts';

export interface ProjectorDependencies {
  writer: TailWriter;
  signals: SignalTable;
  states: SignalStates;
}

/** Turns records into rows. Its functions run one at a time, in the order of the log: see `LogOrder`. */
export interface Projector {
  project(batch: BatchProjection): Promise<ProjectedReadings>;
  projectAnchor(anchor: AnchorRecord, at: RecordPosition): Promise<void>;
  projectSigned(record: SignedRecord, at: LeafPosition): Promise<void>;
  erase(readings: Required<ReadingsOf>, at: RecordPosition): Promise<{ readings: number }>;
}

export function openProjector({ writer, signals, states }: ProjectorDependencies): Projector {
  const known = createKnownReadings();

  /** Readings newer or older than everything known of their signal need no lookup. */
  function isOutside(vehicle: number, { path, timesMs }: BatchColumn): boolean {
    const signal = signals.byPath(path);
    const state = signal === undefined ? undefined : states.get(vehicle, signal);
    if (state === undefined) return true;
    return (timesMs[0] ?? 0) > state.lastMs || (timesMs.at(-1) ?? 0) < state.firstMs;
  }

  async function windowFor({ header, columns }: BatchProjection): Promise<ReadingsWindow | undefined> {
    const { vehicle, fromMs, toMs } = header;
    if (columns.every((column) => isOutside(vehicle, column))) return undefined;
    const window = known.covering(vehicle, fromMs, toMs);
    if (window !== undefined) return window;
    await writer.flush();
    return known.open(vehicle, await writer.use((connection) => readWindow(connection, header)));
  }

  /** Writes new readings into the tail. Returns whether the signal's latest value moved. */
  function addColumn(vehicle: number, run: ReadingRun, { signal, column }: StoredColumn): boolean {
    const { timesMs, values } = column;
    const { readings } = writer.tail;
    if (column.kind === 'string') readings.addTexts(run, timesMs, column.values);
    else readings.addNumbers(run, timesMs, column.values);
    known.note(vehicle, signal, column);
    return states.add(vehicle, {
      signal,
      firstMs: timesMs[0] ?? 0,
      lastMs: timesMs.at(-1) ?? 0,
      lastValue: values.at(-1) ?? 0,
      lastSource: run.source,
      lastEpoch: run.epoch,
    }).isNewest;
  }

  return {
    async project(batch) {
      const { position, nextPosition, header, columns } = batch;
      await writer.makeRoom();
      const window = await windowFor(batch);
      const run = {
        vehicle: BigInt(header.vehicle),
        source: sourceNumber(header.source),
        epoch: header.ownerEpoch,
        position: BigInt(position),
      };
      const result: ProjectedReadings = { added: 0, duplicates: 0, conflicts: 0 };
      const moved: StoredSignal[] = [];
      for (const column of columns) {
        const signal = signals.require(column);
        const { added, duplicates, conflicts } = judge(column, signal, window);
        result.duplicates += duplicates;
        result.conflicts += conflicts;
        if (added === undefined) continue;
        result.added += added.timesMs.length;
        const isNewest = addColumn(header.vehicle, { ...run, signal: signal.id }, { signal, column: added });
        if (isNewest) moved.push(signal);
      }
      writer.tail.headers.push({ ...header, position });
      writer.moveTo(nextPosition);
      states.publish(header.vehicle, moved);
      return result;
    },
    async projectAnchor(anchor, { position, nextPosition }) {
      writer.tail.anchors.push({ ...anchor, position });
      writer.moveTo(nextPosition);
    },
    async projectSigned(record, { position, nextPosition, leafIndex }) {
      writer.tail.signedRecords.push({ ...record, position, leafIndex });
      writer.moveTo(nextPosition);
    },
    async erase({ vehicle, ownerEpoch }, { position, nextPosition }) {
      await writer.flush();
      const whose = `vehicle = ${sqlInteger(vehicle)} and epoch = ${sqlInteger(ownerEpoch)}`;
      const readings = await writer.transact(async (connection) => {
        const erasing = `delete from readings where ${whose} and position < ${sqlInteger(position)}`;
        const { rowsChanged } = await connection.run(erasing);
        if (rowsChanged > 0) await connection.run('update projection set must_compact = true');
        return rowsChanged;
      }, nextPosition);
      const rows = await writer.use((connection) => rowsOf(connection, selectStates(vehicle)));
      states.load(rows, vehicle);
      known.forget(vehicle);
      return { readings };
    },
  };
}

interface StoredColumn {
  signal: StoredSignal;
  column: BatchColumn;
}

/** What of a column is new. Without a window everything is. */
function judge(column: BatchColumn, signal: StoredSignal, window: ReadingsWindow | undefined): SplitColumn {
  // The catalogue gives a path one kind; whatever comes with another one contradicts what is there.
  if ((column.kind === 'string') !== (signal.kind === 'string')) {
    return { added: undefined, duplicates: 0, conflicts: column.timesMs.length };
  }
  return splitColumn(column, window?.values.get(signal.id));
}
