// SPDX-License-Identifier: Apache-2.0
import { decodeCursor, encodeCursor } from '../http/pageCursor.ts';

export interface PageOptions {
  cursor?: string | undefined;
  /** Only the one with this number. */
  id?: string | undefined;
}

/** Each may take a dozen questions to the chain. */
const NUMBERS_MAX = 25;

/** The numbers of one page of what a contract counts from 1, the newest first. @throws DatacarError INPUT_INVALID */
export function numbersOfPage(
  count: number,
  { cursor, id }: PageOptions,
): { numbers: bigint[]; nextCursor: string | null } {
  if (id !== undefined) return { numbers: Number(id) <= count ? [BigInt(id)] : [], nextCursor: null };
  const newest = cursor === undefined ? count : Math.min(decodeCursor(cursor), count);
  const length = Math.min(newest, NUMBERS_MAX);
  const numbers = Array.from({ length }, (_, index) => BigInt(newest - index));
  const next = newest - length;
  return { numbers, nextCursor: next > 0 ? encodeCursor(next) : null };
}

/** The places of one page of a list that grows at its end, the oldest first. @throws DatacarError INPUT_INVALID */
export function placesOfPage(
  count: number,
  cursor: string | undefined,
): { places: bigint[]; nextCursor: string | null } {
  const from = Math.min(decodeCursor(cursor), count);
  const length = Math.min(count - from, NUMBERS_MAX);
  const places = Array.from({ length }, (_, index) => BigInt(from + index));
  const next = from + length;
  return { places, nextCursor: next < count ? encodeCursor(next) : null };
}
