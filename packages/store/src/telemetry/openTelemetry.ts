// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';
import { type Database, isDamage, openDatabase, removeDatabase } from '../internal/duckdb/openDatabase.ts';
import { catchUp } from '../internal/telemetry/catchUp.ts';
import { createTelemetry } from '../internal/telemetry/createTelemetry.ts';
import { readFileState } from '../internal/telemetry/readFileState.ts';
import type { BatchLog } from '../records/BatchLog.ts';
import type { DataKeys } from '../records/DataKeys.ts';
import { type StoreLogger, silentLogger } from '../StoreLogger.ts';
import { migrations } from './migrations.ts';
import type { RebuildProgress, RecordDecoder } from './RecordDecoder.ts';
import type { Telemetry } from './Telemetry.ts';

export interface OpenTelemetryOptions {
  /** The DuckDB file; `<path>.exports` beside it is the only folder that DuckDB may write to. */
  path: string;
  /** Of DuckDB, default `1GB`. */
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

export interface OpenTelemetryDependencies {
  batchLog: BatchLog;
  dataKeys: DataKeys;
  decoder: RecordDecoder;
  logger?: StoreLogger;
  /** Called now and then while the projection catches up with the log. */
  onProgress?: (progress: RebuildProgress) => void;
  /** Called once when a query finds the file damaged: open it again with `isRebuild`. */
  onDamaged?: (error: Error) => void;
}

/** Defaults for a small machine: the rest of the memory belongs to the server and the file cache. */
const defaults = {
  memoryLimit: '1GB',
  threads: 2,
  queryTimeoutMs: 10_000,
  flushAfterMs: 500,
  flushAfterRows: 100_000,
};

/**
 * Opens the projection and brings it to the end of the batch log. A file that is damaged, of a newer version or
 * ahead of the log is thrown away and rebuilt; one that is behind is continued.
 */
export async function openTelemetry(
  options: OpenTelemetryOptions,
  dependencies: OpenTelemetryDependencies,
): Promise<Telemetry> {
  const { logger = silentLogger, batchLog } = dependencies;
  const settings = { ...defaults, ...options, exportDirectory: `${options.path}.exports`, migrations };
  if (options.isRebuild) await removeDatabase(options.path);
  try {
    return await openAndCatchUp(settings, { ...dependencies, logger });
  } catch (error) {
    if (!(await isWorthRebuilding(error, options.path))) throw error;
    logger.warn(
      { file: options.path, error: String(error), bytes: batchLog.position },
      'the projection is damaged or does not fit the batch log; it is rebuilt',
    );
    await removeDatabase(options.path);
    return openAndCatchUp(settings, { ...dependencies, logger });
  }
}

export type TelemetrySettings = Required<Omit<OpenTelemetryOptions, 'isRebuild'>> & {
  exportDirectory: string;
  migrations: readonly string[];
};

async function openAndCatchUp(
  settings: TelemetrySettings,
  dependencies: OpenTelemetryDependencies & { logger: StoreLogger },
): Promise<Telemetry> {
  const { batchLog, logger } = dependencies;
  const database: Database = await openDatabase(settings);
  let telemetry: Telemetry | undefined;
  try {
    const state = await readFileState(database);
    if (state.position > batchLog.position) {
      throw new Error(`the projection is at ${state.position}, the batch log ends at ${batchLog.position}`);
    }
    telemetry = await createTelemetry(settings, { ...dependencies, database, state });
    const { records, readings } = await catchUp(telemetry, dependencies);
    if (records > 0) logger.info({ records, readings }, 'the projection has caught up with the batch log');
    return telemetry;
  } catch (error) {
    if (telemetry === undefined) database.closeSync();
    else await telemetry.close().catch(() => {});
    throw error;
  }
}

async function isWorthRebuilding(error: unknown, path: string): Promise<boolean> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  return exists && isDamage(error);
}
