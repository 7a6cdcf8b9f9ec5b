// SPDX-License-Identifier: Apache-2.0
import type { CsvMapping } from '../signals/CsvMapping.ts';
import type { TimeGuess } from '../signals/guessTimeColumns.ts';

/** A row of an imported file that was not taken, and why. */
export interface RowRefusal {
  /** 1-based; the header is line 1. */
  line: number;
  code: string;
  message: string;
}

/** One reading of an accepted row that was not taken, and why. */
export interface ReadingRefusal {
  /** Null when several rows are meant together. */
  line: number | null;
  /** VSS path. */
  signal: string;
  code: string;
  message: string;
}

/** Where an anchor stands on the chain. */
export interface AnchoredIn {
  /** 0x-hex. */
  transactionHash: string;
  blockNumber: number;
}

/** How the first rows of a file read; what `datacar-vehicle preview` prints. */
export interface FilePreview {
  header: string[];
  /** As they are. */
  rows: { line: number; cells: string[] }[];
  /** The one that `readings` were read by; null when somebody has to say more first. */
  mapping: CsvMapping | null;
  /** `known`: the header is that of a logger that Datacar knows. */
  mappingOrigin: 'given' | 'known' | 'guessed' | null;
  guess: {
    delimiter: ',' | ';' | '\t' | '|';
    decimal: '.' | ',';
    columns: CsvMapping['columns'];
    time: TimeGuess | null;
    unknownColumns: string[];
  };
  /** Of the rows shown. */
  readings: { signal: string; timeMs: number; value: number | boolean | string }[];
  rowsRefused: RowRefusal[];
  readingsRefused: ReadingRefusal[];
}

/** What `datacar-vehicle import` did with one file; the shape that `datacar drive import --json` prints. */
export interface ImportResult {
  file: string;
  rows: number;
  rowsAccepted: number;
  /** The first `REFUSALS_LISTED_MAX` of them; `rows - rowsAccepted` is how many there are. */
  rowsRefused: RowRefusal[];
  /** Cells of accepted rows that were refused; the first `REFUSALS_LISTED_MAX` are listed. */
  readingsRefused: ReadingRefusal[];
  /** All refused cells, also those that are not listed. */
  readingsRefusedTotal: number;
  /** Readings that this import added to the car's record; 0 when the file was imported before. */
  readings: number;
  /** Readings that the server had already, with the same value. */
  readingsDuplicate: number;
  /** Readings that the server has with another value. */
  readingsConflicting: number;
  /** Batches that this import added; 0 when the file was imported before. */
  batches: number;
  /** Null when nothing of the file could be anchored; then `error` says why. */
  anchoredIn: AnchoredIn | null;
  alreadyImported: boolean;
  /** An earlier import of this file was interrupted, and this one finished it. */
  isResumed: boolean;
  /** SHA-256 of the file, hex: the name of its stream. */
  stream: string;
  /** The column mapping that was used; null when the file could not be read. */
  mapping: string | null;
  error?: { code: string; message: string };
}

/**
 * What the agent says on stdout with `--json-lines`, one object a line. Vehicle ids are decimal strings,
 * streams 64 hex digits (all zero: what the car says live), times milliseconds since the epoch.
 */
export type AgentEvent =
  | { event: 'started'; atMs: number; vehicles: string[] }
  | {
      event: 'enrolled';
      vehicle: string;
      keyIndex: number;
      folder: string;
      server: string;
      wasEnrolled: boolean;
    }
  | { event: 'connected'; vehicle: string; transport: 'mqtt' | 'http'; url: string }
  | { event: 'disconnected'; vehicle: string; code: string; message: string; retryInMs: number }
  /** Signed and on the agent's disk. */
  | {
      event: 'batch';
      vehicle: string;
      stream: string;
      sequence: number;
      readings: number;
      fromMs: number;
      toMs: number;
    }
  /** Durable on the server, which has signed for it. */
  | { event: 'acknowledged'; vehicle: string; stream: string; sequence: number; readings: number }
  /** In the server's log: the agent has checked the proof and let its own copy go. */
  | { event: 'included'; vehicle: string; stream: string; sequence: number }
  /** A batch that no server will have: refused for good, or dropped because the disk limit was reached. */
  | { event: 'gap'; vehicle: string; stream: string; sequence: number; code: string; message: string }
  | { event: 'refused'; vehicle: string; source: string; code: string; message: string; signal?: string }
  | {
      event: 'status';
      vehicle: string;
      atMs: number;
      isConnected: boolean;
      sequence: number;
      batchesWaiting: number;
      batchesUnproved: number;
      queueBytes: number;
    }
  | {
      event: 'importProgress';
      file: string;
      stage: 'reading' | 'sending' | 'proving' | 'anchoring';
      rows: number;
      readings: number;
      batches: number;
      batchesAcknowledged: number;
    }
  /** The last line of a preview. */
  | { event: 'preview'; preview: FilePreview }
  | { event: 'imported'; result: ImportResult }
  /** The last line of an import. */
  | { event: 'importFinished'; files: ImportResult[] }
  | { event: 'warning'; code: string; message: string; vehicle?: string }
  /** The last line of a command that failed. */
  | { event: 'failed'; code: string; message: string; details?: Readonly<Record<string, unknown>> }
  | { event: 'stopped'; atMs: number };

/** Takes the agent's events; the command line prints them as lines or as sentences. */
export type EmitEvent = (event: AgentEvent) => void;
