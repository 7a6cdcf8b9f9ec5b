// SPDX-License-Identifier: Apache-2.0
import type { StoreLogger } from '../StoreLogger.ts';
import type { BatchLog } from './BatchLog.ts';

export interface OpenBatchLogOptions {
  /** Made when missing, mode 0700. */
  directory: string;
  /** A segment that has grown beyond it is followed by a new one. Default 256 MiB. */
  maxSegmentBytes?: number;
}

/**
 * Opens the batch log: cuts a torn last record and refuses a damaged one.
 *
 * @throws DatacarError `STORAGE_DAMAGED` with file and offset
 */
export async function openBatchLog(
  _options: OpenBatchLogOptions,
  _dependencies: { logger?: StoreLogger } = {},
): Promise<BatchLog> {
  throw new Error('being built');
}
