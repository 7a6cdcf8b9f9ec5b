// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** No space, quota reached, or the file size limit of the process reached: the same to whoever writes. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export function isFull(error: unknown): boolean {
  if (fullCodes.has((error as NodeJS.ErrnoException)?.code ?? '')) return true;
  // DuckDB gives what the system said as a text.
  return /no space left|disk quota exceeded|file too large/i.test(String(error));
}

/** What a failed write means for the caller. */
export function storageError(error: unknown, file: string): DatacarError {
  if (error instanceof DatacarError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return isFull(error)
    ? new DatacarError('STORAGE_FULL', `There is no space left to write ${file}; free some and try again.`, {
        details: { file, code },
        cause: error,
      })
    : new DatacarError('STORAGE_FAILED', `Writing ${file} failed (${message}); check the disk and restart.`, {
        details: { file, code },
        cause: error,
      });
}

export function damagedError(
  file: string,
  what: string,
  { offset, cause }: { offset?: number; cause?: unknown } = {},
): DatacarError {
  const at = offset === undefined ? '' : ` at offset ${offset}`;
  return new DatacarError(
    'STORAGE_DAMAGED',
    `${file} is damaged${at}: ${what}. Restore it from a backup; nothing was changed.`,
    { details: offset === undefined ? { file } : { file, offset }, cause },
  );
}
