// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import type { ReadingSource, ReadingValue } from '@datacar/core/records/Reading';
import type { AnchorRecord, SignedRecord } from '../records/LogRecord.ts';
import type { BatchProjection, HeaderEntry, ProjectedReadings } from './BatchProjection.ts';
import type { LatestValues } from './LatestValues.ts';

export type Aggregate = 'avg' | 'min' | 'max' | 'first' | 'last' | 'count';

/** Whose readings: a vehicle's, of one ownership epoch when it is given, of all when not. */
export interface ReadingsOf {
  vehicle: number;
  ownerEpoch?: number;
}

/** fromMs <= time < toMs */
export interface Period {
  fromMs: number;
  toMs: number;
}

/** Where a record stands in the batch log, and where the one after it starts. */
export interface RecordPosition {
  position: number;
  nextPosition: number;
}

/** Of a record that is a leaf of the transparency log. */
export interface LeafPosition extends RecordPosition {
  leafIndex: number | undefined;
}

export interface SeriesQuery extends ReadingsOf, Period {
  /** VSS paths; an unknown one gives no points. */
  paths: readonly string[];
  /** Without it the raw readings are given. Buckets start at multiples of it since the epoch. */
  intervalMs?: number;
  /** Needed with `intervalMs`. Texts allow only first, last and count. */
  aggregate?: Aggregate;
  /** Points in one page, at most `SERIES_LIMIT_MAX`. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

export interface SeriesPoint {
  path: string;
  /** Of the reading, or the start of the bucket. */
  timeMs: number;
  value: ReadingValue;
  /** Of the reading; of a bucket the weakest in it, so that a mean never hides a simulated value. */
  source: ReadingSource;
  /** Readings behind the value. */
  count: number;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | undefined;
}

export interface StoredHeader extends HeaderEntry {
  /** In the batch log. */
  position: number;
}

export interface HeadersQuery {
  vehicle: number;
  /** Without it every stream of the vehicle. */
  stream?: Uint8Array;
  /** Headers that overlap [fromMs, toMs); without them all. */
  fromMs?: number;
  toMs?: number;
  limit?: number;
  cursor?: string;
}

export interface StreamSummary {
  vehicle: number;
  stream: Uint8Array;
  source: ReadingSource;
  headers: number;
  forks: number;
  readings: number;
  firstSequence: number;
  fromMs: number;
  /** The head: the header with the greatest sequence that is no fork. */
  head: StoredHeader;
}

export interface SignalSummary {
  path: string;
  readings: number;
  /** Of the first and the last reading. */
  firstMs: number;
  lastMs: number;
}

export interface SampleRow {
  timeMs: number;
  /** In the order of the asked paths; undefined where the car said nothing at this time. */
  values: (ReadingValue | undefined)[];
}

export interface FoundReading {
  path: string;
  timeMs: number;
  value: ReadingValue;
  source: ReadingSource;
  /** Of the batch that brought the reading. */
  header: StoredHeader;
}

export interface StoredAnchor extends Omit<AnchorRecord, 'type'> {
  position: number;
}

export interface TelemetryGrowth {
  readings: number;
  headers: number;
  anchors: number;
  signals: number;
  /** Of the database file and its write-ahead log. */
  fileBytes: number;
}

/** The queryable projection of the batch log. Queries see everything that was projected before they were asked. */
export interface Telemetry {
  /** The batch log's position up to which everything is in the database file. */
  readonly position: number;
  readonly latest: LatestValues;

  /**
   * Adds a durable batch. Every record of the batch log has to be given to one of the next four once it is durable;
   * they are taken in the order of the log. One that is a second late is read from the log instead, and whoever
   * comes with it later gets the same answer.
   */
  project(batch: BatchProjection): Promise<ProjectedReadings>;
  projectAnchor(anchor: AnchorRecord, at: RecordPosition): Promise<void>;
  projectSigned(record: SignedRecord, at: LeafPosition): Promise<void>;
  /**
   * Removes the readings of a vehicle's ownership epoch that were projected before, from the file's bytes too.
   * Headers stay.
   */
  erase(readings: Required<ReadingsOf>, at: RecordPosition): Promise<{ readings: number }>;
  /** Resolves when everything projected so far is in the database file. */
  flush(): Promise<void>;

  /** Ordered by (time, path). @throws DatacarError `INPUT_INVALID`, `QUERY_TIMEOUT`, `QUERY_TOO_LARGE`, `OVERLOADED` */
  series(query: SeriesQuery): Promise<Page<SeriesPoint>>;
  /** Readings of several signals side by side, ordered by time; what drive detection and wide exports read. */
  samples(query: ReadingsOf & Period & { paths: readonly string[] }): AsyncIterable<SampleRow>;
  /** Paths that a vehicle has readings of, with their number and the times of the first and last. */
  signalsOf(readings: ReadingsOf): Promise<SignalSummary[]>;
  /** The newest reading of a signal at most `toleranceMs` (default 0) before `atMs`. */
  findReading(
    query: ReadingsOf & { path: string; atMs: number; toleranceMs?: number },
  ): Promise<FoundReading | undefined>;

  /** Ordered by (stream, sequence, position). */
  headers(query: HeadersQuery): Promise<Page<StoredHeader>>;
  /** Every header known for a sequence: one, or several when the car forked. */
  headersAt(vehicle: number, stream: Uint8Array, sequence: number): Promise<StoredHeader[]>;
  headerByHash(headerHash: Uint8Array): Promise<StoredHeader | undefined>;
  /** The streams of one vehicle, or of all: what a server needs to continue each sequence after a restart. */
  streams(vehicle?: number): Promise<StreamSummary[]>;
  /** The 32-byte leaves [fromIndex, toIndex) of the transparency log, one after the other. */
  leaves(fromIndex: number, toIndex: number): Promise<Uint8Array>;

  latestAnchor(): Promise<StoredAnchor | undefined>;
  /** The first anchor whose tree holds the leaf. */
  anchorCovering(leafIndex: number): Promise<StoredAnchor | undefined>;
  /** Newest first. */
  anchors(query?: { limit?: number; cursor?: string }): Promise<Page<StoredAnchor>>;

  /**
   * The readings of a period, one line each: time (ISO 8601 UTC), signal, value, unit, source. The stream must be
   * read to its end or destroyed; its temporary file goes with it.
   */
  exportPeriod(
    query: ReadingsOf & Period & { format: 'csv' | 'parquet'; paths?: readonly string[] },
  ): Promise<Readable>;
  growth(): Promise<TelemetryGrowth>;
  close(): Promise<void>;
}
