// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportResult } from '@datacar/core/vehicles/AgentEvent';
import { writeFileDurably } from '../folder/writeFileDurably.ts';

const FILE_NAME = 'import.json';

/** Says that a file was imported, all of it, and what came of it. */
export async function writeImportRecord(folder: string, result: ImportResult): Promise<void> {
  await writeFileDurably(join(folder, FILE_NAME), `${JSON.stringify({ version: 1, result })}\n`);
}

/** What came of an earlier, finished import; undefined when there was none. */
export async function readImportRecord(folder: string): Promise<ImportResult | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, FILE_NAME), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return (JSON.parse(text) as { result: ImportResult }).result;
}
