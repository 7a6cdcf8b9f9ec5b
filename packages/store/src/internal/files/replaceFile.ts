// SPDX-License-Identifier: Apache-2.0
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { storageError } from './storageError.ts';
import { syncDirectory } from './syncDirectory.ts';

/**
 * Puts new content in the place of a file (mode 0600), durable when it resolves; a crash leaves the old or the
 * new one.
 *
 * @throws DatacarError `STORAGE_FULL`, `STORAGE_FAILED`; the old file is then still there.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const aside = `${path}.new`;
  try {
    const handle = await open(aside, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {});
    throw storageError(error, path);
  }
}
