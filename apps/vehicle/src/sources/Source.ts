// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import type { Reading } from '@datacar/core/records/Reading';

/**
 * What a source's readings are worth: `import` for a file, `simulated` for the car model, `measured` for a live
 * car, whose headers then say `secureElement` or `software` according to where the device key lives.
 */
export type SourceKind = 'measured' | 'import' | 'simulated';

/** A row of a file that gave no reading at all. */
export interface RefusedRow {
  /** 1-based line of the file on which the row begins; the header is line 1. */
  line: number;
  code: ErrorCode;
  message: string;
}

/** One value that was not taken, while the rest of its row or message was. */
export interface RefusedReading {
  /** 1-based line of the file, for files. */
  line?: number;
  /** Topic of the message, for MQTT. */
  topic?: string;
  /** VSS path, when the mapping named one. */
  signal?: string;
  code: ErrorCode;
  message: string;
}

/** A piece of what a source gave. Live sources give one a message or second, files one every few hundred rows. */
export interface SourceChunk {
  /** Rows of a file, or messages of a live source, in this chunk: accepted ones and refused ones. */
  rowsRead: number;
  /** In the order of the input. Every value has passed `checkValue` of its signal. */
  readings: Reading[];
  refusedRows: RefusedRow[];
  refusedReadings: RefusedReading[];
}

export interface SourceReadOptions {
  /** Ends the reading: the iteration finishes normally and everything opened is closed. */
  signal?: AbortSignal;
}

/** Where readings come from. */
export interface Source {
  readonly kind: SourceKind;
  /** For logs and progress: what is read, without credentials. */
  readonly label: string;
  /**
   * Reads from the beginning until the input ends (files) or `signal` aborts (live sources). The consumer's pace is
   * the source's pace for files and the simulated car; an MQTT source keeps a bounded backlog.
   */
  read(options?: SourceReadOptions): AsyncIterable<SourceChunk>;
}
