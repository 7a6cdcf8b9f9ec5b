// SPDX-License-Identifier: Apache-2.0
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import type { BatchLog } from '../records/BatchLog.ts';
import type { DataKeys } from '../records/DataKeys.ts';
import type { StoreLogger } from '../StoreLogger.ts';
import type { HeaderEntry } from './BatchProjection.ts';
import type { Telemetry } from './Telemetry.ts';

export interface OpenTelemetryOptions {
  /** The DuckDB file; `<path>.exports` beside it is the only folder that DuckDB may write to. */
  path: string;
  /** Of DuckDB, such as `1GB` (default). */
  memoryLimit?: string;
  /** Of DuckDB, default 2. */
  threads?: number;
  /** Default 10,000. */
  queryTimeoutMs?: number;
  /** Rows go to the file after this time (default 500) or number (default 100,000), or when a query needs them. */
  flushAfterMs?: number;
  flushAfterRows?: number;
  /** Throw the file away and project everything anew. */
  isRebuild?: boolean;
}

/** What the header of a record says, without what the record itself knows. */
export type DecodedHeader = Omit<HeaderEntry, 'headerHash' | 'receivedAtMs' | 'leafIndex' | 'isFork'>;

/** How a stored batch is read again; the server gives its own codecs. */
export interface RecordDecoder {
  decodeHeader(header: Uint8Array): DecodedHeader;
  /** `body` is what was given to `sealBody`. */
  decodeColumns(body: Uint8Array, header: DecodedHeader): readonly BatchColumn[];
}

export interface RebuildProgress {
  records: number;
  readings: number;
  position: number;
  endPosition: number;
  /** Batches whose key was destroyed: their headers are there, their readings are not. */
  erasedBatches: number;
}

export interface OpenTelemetryDependencies {
  batchLog: BatchLog;
  dataKeys: DataKeys;
  decoder: RecordDecoder;
  logger?: StoreLogger;
  /** Called now and then while the projection catches up with the log. */
  onProgress?: (progress: RebuildProgress) => void;
  /** Called once when a query finds the file damaged: restart, and it is rebuilt. */
  onDamaged?: (error: Error) => void;
}

/**
 * Opens the projection and brings it to the end of the batch log. A file that is damaged, of an unknown version
 * or ahead of the log is thrown away and rebuilt; one that is behind is continued.
 */
export async function openTelemetry(
  _options: OpenTelemetryOptions,
  _dependencies: OpenTelemetryDependencies,
): Promise<Telemetry> {
  throw new Error('being built');
}
