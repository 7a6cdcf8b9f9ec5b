// SPDX-License-Identifier: Apache-2.0

import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { numbersOf } from './queryRows.ts';

export interface DatabaseOptions {
  path: string;
  memoryLimit: string;
  threads: number;
  /** The only folder beside the database's own files that statements may read and write. */
  exportDirectory?: string;
  migrations: readonly string[];
}

export interface Database {
  connect(): Promise<DuckDBConnection>;
  closeSync(): void;
}

/** Opens a DuckDB file, closes every way out of it, and brings its schema to the newest version. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  await mkdir(dirname(options.path), { recursive: true, mode: 0o700 });
  const instance = await DuckDBInstance.create(options.path, {
    memory_limit: options.memoryLimit,
    threads: String(options.threads),
    temp_directory: `${options.path}.tmp`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    // What a killed process had spilled; the lock on the database says that nobody else is using it.
    await rm(`${options.path}.tmp`, { recursive: true, force: true });
    const connection = await instance.connect();
    if (options.exportDirectory !== undefined) {
      await mkdir(options.exportDirectory, { recursive: true, mode: 0o700 });
      await connection.run(`set allowed_directories = [${sqlText(options.exportDirectory)}]`);
    }
    await connection.run('set enable_external_access = false');
    await connection.run('set lock_configuration = true');
    await migrate(connection, options.migrations);
    connection.closeSync();
  } catch (error) {
    instance.closeSync();
    throw error;
  }
  return { connect: () => instance.connect(), closeSync: () => instance.closeSync() };
}

/** Removes a database with everything that DuckDB keeps beside it. */
export async function removeDatabase(path: string): Promise<void> {
  for (const name of [path, `${path}.wal`, `${path}.tmp`]) await rm(name, { recursive: true, force: true });
}

/** Reasons that say nothing of the file: another process has it open, or the machine refuses. */
const environmentErrors = /lock on file|no space left|permission denied|too many open files|out of memory/i;

/** Whether an error means that the file itself is broken, so that a new one helps. */
export function isDamage(error: unknown): boolean {
  return !(error instanceof DatacarError) && !environmentErrors.test(String(error));
}

/** A text as an SQL literal, for the statements that take no parameters. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function migrate(connection: DuckDBConnection, migrations: readonly string[]): Promise<void> {
  await connection.run('create table if not exists schema_version (version integer not null)');
  const [[version = 0] = []] = await numbersOf(connection, 'select max(version) from schema_version');
  if (version > migrations.length) {
    throw new Error(`the schema has version ${version}, this program knows ${migrations.length}`);
  }
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue;
    await connection.run('begin');
    await connection.run(step);
    await connection.run(`insert into schema_version values (${index + 1})`);
    await connection.run('commit');
  }
}
