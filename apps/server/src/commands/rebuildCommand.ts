// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { openServerKeys } from '../consortium/openServerKeys.ts';
import { homePaths } from '../home/HomePaths.ts';
import { lockHome } from '../home/lockHome.ts';
import { openSealingKey } from '../home/openSealingKey.ts';
import { openStore } from '../run/openStore.ts';
import { createLogger } from './createLogger.ts';
import type { CommandOutput } from './createOutput.ts';

/** Throws the telemetry database away and projects the batch log anew. */
export async function rebuildCommand(
  { home, passphraseFile }: { home: string; passphraseFile: string | undefined },
  { emit, logLevel }: CommandOutput,
): Promise<void> {
  const paths = homePaths(home);
  if (!existsSync(paths.keys)) {
    throw new DatacarError('NOT_FOUND', `${home} is no home of a server. Name one with --home DIR.`);
  }
  const lock = await lockHome(paths.lock);
  try {
    const { master } = await openServerKeys(paths, await openSealingKey(paths, { passphraseFile }));
    const store = await openStore(
      { paths, master, isRebuild: true },
      {
        logger: createLogger(logLevel),
        onProgress: ({ records, position, endPosition }) =>
          emit({
            event: 'progress',
            stage: 'rebuild',
            message: `${Math.floor((100 * position) / Math.max(1, endPosition))} %, ${records} records`,
          }),
      },
    );
    try {
      const { readings, headers } = await store.telemetry.growth();
      emit({ event: 'finished', facts: { batches: headers, readings, logBytes: store.batchLog.position } });
    } finally {
      await store.close();
    }
  } finally {
    await lock.release();
  }
}
