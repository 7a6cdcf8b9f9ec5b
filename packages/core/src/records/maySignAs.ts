// SPDX-License-Identifier: Apache-2.0
import type { ReadingSource } from './Reading.ts';

const standing: Record<ReadingSource, number> = { simulated: 0, import: 1, software: 2, secureElement: 3 };

/**
 * Whether a key that was certified for one source may sign headers that state another: the same or a lower
 * one, and imports always, since they are marked as what they are.
 */
export function maySignAs(certified: ReadingSource, stated: ReadingSource): boolean {
  return stated === 'import' || standing[stated] <= standing[certified];
}
