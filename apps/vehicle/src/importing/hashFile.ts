// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** SHA-256 of a file, hex: the name of its stream. @throws DatacarError FILE_UNREADABLE */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 }))
      hash.update(piece as Buffer);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatacarError('FILE_UNREADABLE', `${file} cannot be read: ${reason}`, {
      cause,
      details: { file },
    });
  }
  return hash.digest('hex');
}
