// SPDX-License-Identifier: Apache-2.0
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appDirectory, builtDirectory } from './appDirectory.ts';
import { compressFiles } from './compressFiles.ts';
import { hashSources } from './hashSources.ts';

/** Stands in the built app: the hash of the sources that it was built from. */
const stampName = '.sources';

export interface BuiltApp {
  directory: string;
  durationMs: number;
  /** Nothing had changed, so nothing was built. */
  isFresh: boolean;
}

/**
 * Builds the app beside the one that is there and puts it in its place when it is whole, so that a server that
 * reads it, or a build that is cut off, never sees half of one.
 */
export async function buildApp({ isForced = false }: { isForced?: boolean } = {}): Promise<BuiltApp> {
  const startedAtMs = Date.now();
  const hash = hashSources();
  if (!isForced && (await readStamp()) === hash) {
    return { directory: builtDirectory, durationMs: Date.now() - startedAtMs, isFresh: true };
  }
  // Only here: when nothing changed, the bundler is not even loaded.
  const { build } = await import('vite');
  const inProgress = `${builtDirectory}.${process.pid}`;
  const { NODE_ENV } = process.env;
  try {
    // Whatever whoever called us develops or tests: the app is built as people get it.
    process.env.NODE_ENV = 'production';
    await build({
      root: appDirectory,
      configFile: join(appDirectory, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: inProgress, emptyOutDir: true },
    });
    await compressFiles(inProgress);
    await writeFile(join(inProgress, stampName), hash);
    await replaceDirectory(inProgress);
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    await rm(inProgress, { recursive: true, force: true });
  }
  return { directory: builtDirectory, durationMs: Date.now() - startedAtMs, isFresh: false };
}

async function readStamp(): Promise<string | undefined> {
  try {
    return await readFile(join(builtDirectory, stampName), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function replaceDirectory(next: string): Promise<void> {
  const previous = `${next}.old`;
  try {
    await rename(builtDirectory, previous);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  try {
    await rename(next, builtDirectory);
  } catch (error) {
    // Another start built the same at the same time and was quicker.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  await rm(previous, { recursive: true, force: true });
}
