// SPDX-License-Identifier: Apache-2.0

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
   * @throws DatacarError `STORAGE_FULL`, `STORAGE_FAILED`
   */
  update(change: (value: T) => T): Promise<T>;
}

/**
 * Opens a document of mode 0600: written aside, synced, renamed, folder synced.
 *
 * @throws DatacarError `STORAGE_DAMAGED` when the file is no JSON or `validate` throws.
 */
export async function openDocument<T>(_options: OpenDocumentOptions<T>): Promise<StoredDocument<T>> {
  throw new Error('being built');
}
