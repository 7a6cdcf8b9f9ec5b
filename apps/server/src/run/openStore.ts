// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchLog } from '@datacar/store/records/BatchLog';
import type { DataKeys } from '@datacar/store/records/DataKeys';
import { openBatchLog } from '@datacar/store/records/openBatchLog';
import { openDataKeys } from '@datacar/store/records/openDataKeys';
import type { StoreLogger } from '@datacar/store/StoreLogger';
import { openTelemetry } from '@datacar/store/telemetry/openTelemetry';
import type { RebuildProgress } from '@datacar/store/telemetry/RecordDecoder';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';
import { createSealer } from '../home/createSealer.ts';
import type { HomePaths } from '../home/HomePaths.ts';
import { createRecordDecoder } from './createRecordDecoder.ts';

export interface Store {
  batchLog: BatchLog;
  dataKeys: DataKeys;
  telemetry: Telemetry;
  close(): Promise<void>;
}

export interface StoreDependencies {
  logger: StoreLogger;
  onProgress?: (progress: RebuildProgress) => void;
  /** A query found the projection damaged; the next start rebuilds it. */
  onDamaged?: (error: Error) => void;
}

/** Opens the batch log and what is projected from it, rebuilding the projection where it is damaged or `isRebuild`. */
export async function openStore(
  { paths, master, isRebuild = false }: { paths: HomePaths; master: Uint8Array; isRebuild?: boolean },
  { logger, onProgress, onDamaged }: StoreDependencies,
): Promise<Store> {
  // Damage that only a query meets would not be seen when the file is opened again.
  const mark = `${paths.telemetry}.damaged`;
  const isMarked = existsSync(mark);
  const sealer = createSealer({ master, purpose: 'data-keys' });
  const dataKeys = await openDataKeys({ path: join(paths.keys, 'dataKeys.json') }, { sealer });
  const batchLog = await openBatchLog({ directory: paths.batches }, { logger });
  try {
    const telemetry = await openTelemetry(
      { path: paths.telemetry, isRebuild: isRebuild || isMarked },
      {
        batchLog,
        dataKeys,
        decoder: createRecordDecoder(),
        logger,
        ...(onProgress === undefined ? {} : { onProgress }),
        onDamaged(error) {
          void writeFile(mark, `${error.message}\n`, { mode: 0o600 }).finally(() => onDamaged?.(error));
        },
      },
    );
    await rm(mark, { force: true });
    return {
      batchLog,
      dataKeys,
      telemetry,
      async close() {
        await telemetry.close();
        await batchLog.close();
      },
    };
  } catch (error) {
    await batchLog.close();
    throw error;
  }
}
