// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** Where a page ended, opaque to callers. */
export function encodeCursor(parts: readonly (number | string)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws DatacarError `INPUT_INVALID` when it was not given by `encodeCursor` for the same kind of list. */
export function decodeCursor(
  cursor: string,
  types: readonly ('number' | 'string')[],
): readonly (number | string)[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw invalidCursor();
  }
  if (!Array.isArray(parts) || parts.length !== types.length) throw invalidCursor();
  for (const [index, type] of types.entries()) {
    const part: unknown = parts[index];
    if (typeof part !== type || (type === 'number' && !Number.isSafeInteger(part))) throw invalidCursor();
  }
  return parts;
}

export function pageLimit(limit: number | undefined, bounds: { default: number; max: number }): number {
  return Math.min(Math.max(Math.trunc(limit ?? bounds.default), 1), bounds.max);
}

function invalidCursor(): DatacarError {
  return new DatacarError('INPUT_INVALID', 'The cursor was not given by this list; start without one.', {
    details: { field: 'cursor' },
  });
}
