// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** The place in a list from which its next page goes on; opaque to callers. */
export function encodeCursor(place: number): string {
  return Buffer.from(String(place)).toString('base64url');
}

/** 0 without a cursor. @throws DatacarError INPUT_INVALID */
export function decodeCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const text = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new DatacarError('INPUT_INVALID', 'cursor: not one that this server gave.', {
    details: { field: 'cursor' },
  });
}
