// SPDX-License-Identifier: Apache-2.0
import type { ReadingSource } from '@datacar/core/records/Reading';

/** By number in the database, the weakest first: the source of an aggregate is the smallest number in it. */
const sources: readonly ReadingSource[] = ['simulated', 'import', 'software', 'secureElement'];

export function sourceNumber(source: ReadingSource): number {
  return sources.indexOf(source);
}

export function sourceOf(number: number): ReadingSource {
  const source = sources[number];
  if (source === undefined) throw new RangeError(`reading source ${number} is unknown`);
  return source;
}
