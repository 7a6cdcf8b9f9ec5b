// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createTurns } from '../internal/createTurns.ts';
import { replaceFile } from '../internal/files/replaceFile.ts';
import { damagedError } from '../internal/files/storageError.ts';

export interface OpenDocumentOptions<T> {
  path: string;
  /** What the document holds when the file does not exist yet. It is not written before the first `update`. */
  initial: T;
  /** Checks and returns what was read; throws when the file holds something else. */
  validate: (value: unknown) => T;
}

/** A small JSON file that is either as before or as after an update, whatever happens in between. */
export interface StoredDocument<T> {
  /** What is on disk. */
  readonly value: T;
  /**
   * Replaces the value by what `change` makes of the current one. Resolves when it is durable; updates run one
   * after the other. When it fails the value stays as before.
   *
   * @throws DatacarError `STORAGE_FULL`, `STORAGE_FAILED`, and whatever `change` throws
   */
  update(change: (value: T) => T | Promise<T>): Promise<T>;
}

/**
 * Opens a document of mode 0600: written aside, synced, renamed, folder synced.
 *
 * @throws DatacarError `STORAGE_DAMAGED` when the file is no JSON or `validate` throws.
 */
export async function openDocument<T>({
  path,
  initial,
  validate,
}: OpenDocumentOptions<T>): Promise<StoredDocument<T>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let value = (await readJson(path, validate)) ?? initial;
  const inTurn = createTurns();

  async function replace(change: (value: T) => T | Promise<T>): Promise<T> {
    const next = await change(value);
    await replaceFile(path, `${JSON.stringify(next, undefined, 2)}\n`);
    value = next;
    return next;
  }

  return {
    get value() {
      return value;
    },
    update: (change) => inTurn(() => replace(change)),
  };
}

async function readJson<T>(path: string, validate: (value: unknown) => T): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return validate(JSON.parse(text));
  } catch (cause) {
    throw damagedError(path, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
