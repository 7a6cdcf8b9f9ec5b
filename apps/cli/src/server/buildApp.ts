// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Progress } from '../output/createProgress.ts';
import { runProgram } from '../processes/runProgram.ts';
import { packageDirectory } from '../processes/startProgram.ts';

interface BuiltEvent {
  event: 'built';
  directory: string;
  durationMs: number;
  isFresh: boolean;
}

/** Where `datacar-web build` puts the app. */
export const builtAppDirectory = (): string => join(packageDirectory('datacar-web'), 'dist');

/**
 * Builds the owner's app where its sources changed since it was last built. Without the app everything else still
 * works, so a failure is said and not thrown.
 */
export async function buildApp(progress: Progress): Promise<void> {
  try {
    await runProgram<BuiltEvent>('datacar-web', ['build', '--json-lines'], () => {});
  } catch (error) {
    const reason = error instanceof DatacarError ? error.message : String(error);
    progress.log(`The app in the browser could not be built; the API works all the same.\n${reason}`);
  }
}
