// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import type { CheckedBatch, IngestJob, IngestScope } from '../IngestJob.ts';

/** What a worker is started with. */
export interface WorkerStart {
  scope: IngestScope;
}

export interface WorkerRequest {
  id: number;
  job: IngestJob;
}

/** Errors cross threads as plain facts; a class does not survive the copy. */
export interface WorkerRefusal {
  code: ErrorCode;
  message: string;
  details: Readonly<Record<string, unknown>>;
  /** When the batch could be read that far. */
  known?: { headerHash: Uint8Array; sequence: number };
}

export type WorkerReply =
  | { id: number; batch: CheckedBatch }
  | { id: number; refusal: WorkerRefusal }
  | { ready: true };
