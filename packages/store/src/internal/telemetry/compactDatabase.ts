// SPDX-License-Identifier: Apache-2.0
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { removeDatabase, sqlText } from '../duckdb/openDatabase.ts';
import { syncDirectory } from '../files/syncDirectory.ts';

/**
 * Copies what is alive into a new file. DuckDB marks deleted rows and reuses their blocks some day; after an erase
 * the bytes must be gone, so the file that held them is replaced. Returns the new file's path.
 */
export async function copyDatabase(writer: DuckDBConnection, exportDirectory: string): Promise<string> {
  const path = join(exportDirectory, 'compacted.duckdb');
  await removeDatabase(path);
  await writer.run(`attach ${sqlText(path)} as compacted`);
  try {
    const [[name] = []] = (await writer.runAndReadAll('select current_database()')).getRows();
    await writer.run(`copy from database "${name}" to compacted`);
    await writer.run('update compacted.projection set must_compact = false');
    await writer.run('checkpoint compacted');
  } finally {
    await writer.run('detach compacted');
  }
  return path;
}

/** Puts the copy in the place of the closed database, whose write-ahead log went with its last checkpoint. */
export async function replaceDatabase(path: string, copy: string): Promise<void> {
  await rm(`${path}.wal`, { force: true });
  await rename(copy, path);
  await syncDirectory(dirname(path));
}
