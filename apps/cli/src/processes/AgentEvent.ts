// SPDX-License-Identifier: Apache-2.0

/** What became of one file of `datacar-vehicle import`; printed by `drive import --json` as it is. */
export interface ImportResult {
  file: string;
  rows: number;
  rowsAccepted: number;
  rowsRefused: { line: number; code: string; message: string }[];
  readingsRefused: { line: number; signal: string; code: string; message: string }[];
  readingsRefusedTotal: number;
  readings: number;
  readingsDuplicate: number;
  readingsConflicting: number;
  batches: number;
  anchoredIn: { transactionHash: string; blockNumber: number } | null;
  alreadyImported: boolean;
  isResumed: boolean;
  mapping: string | null;
  error?: { code: string; message: string };
}

/** The lines of `datacar-vehicle --json-lines` that `datacar` shows something of. */
export type AgentEvent =
  | { event: 'enrolled'; vehicle: string }
  | { event: 'connected'; vehicle: string }
  | { event: 'disconnected'; vehicle: string; code: string; message: string }
  | { event: 'acknowledged'; vehicle: string; readings: number }
  | {
      event: 'importProgress';
      file: string;
      stage: 'reading' | 'sending' | 'proving' | 'anchoring';
      rows: number;
      readings: number;
      batches: number;
      batchesAcknowledged: number;
    }
  | { event: 'imported'; result: ImportResult }
  | { event: 'importFinished'; files: ImportResult[] }
  | { event: 'warning'; code: string; message: string }
  | { event: 'failed'; code: string; message: string };
