// SPDX-License-Identifier: Apache-2.0
import type { LogRecord } from './LogRecord.ts';

export interface AppendOptions {
  /** True when the record's hash is a leaf of the transparency log: it then gets the next leaf index. */
  isLeaf: boolean;
}

export interface Appended {
  /** Where the record stands: a byte offset over all segments, rising with every record. */
  position: number;
  /** Position of the record after this one. */
  nextPosition: number;
  /** Index in the transparency log; leaves are numbered without holes, in the order of the log. */
  leafIndex: number | undefined;
}

export interface LogEntry extends Appended {
  record: LogRecord;
}

/** The append-only, checksummed log of everything that the server accepted: the truth of the store. */
export interface BatchLog {
  /**
   * Resolves when the record is on disk (fdatasync), never earlier; concurrent appends share one sync and are
   * kept in the order of the calls.
   *
   * @throws DatacarError `STORAGE_FULL` (nothing of it was kept; appends that were waiting behind it are refused
   * too, so that leaf indexes have no holes), `STORAGE_FAILED` (a sync failed; the log refuses everything from
   * then on), `OVERLOADED` (more than `PENDING_BYTES_MAX` are waiting).
   */
  append(record: LogRecord, options: AppendOptions): Promise<Appended>;
  /** The record at a position that `append` or `readFrom` gave. @throws DatacarError `STORAGE_DAMAGED`, `NOT_FOUND` */
  read(position: number): Promise<LogEntry>;
  /** Every durable record from `position` (0 = the first) to the end that the log had when it was called. */
  readFrom(position: number): AsyncIterable<LogEntry>;
  /** The end of the durable log: the position that the next record gets. */
  readonly position: number;
  /** Number of leaves in the durable log. */
  readonly leafCount: number;
  /** Bytes on disk. */
  readonly sizeBytes: number;
  /** Reads everything and checks each checksum and link. @throws DatacarError `STORAGE_DAMAGED` with file and offset */
  verify(): Promise<{ records: number; bytes: number }>;
  /** Waits for the appends under way, then closes the files. */
  close(): Promise<void>;
}
