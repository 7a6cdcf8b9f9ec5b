// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '../encoding/equalBytes.ts';
import type { SignedBatchHeader } from './SignedBatchHeader.ts';

type LinkedHeader = Pick<SignedBatchHeader, 'header' | 'headerHash'>;

/**
 * The positions of the headers of a period proof that need an inclusion proof of their own: the last of every
 * run of headers that link to each other, unless it is the one of the map entry. Its links carry it to the rest
 * of the run. No side of a fork is spared: whoever holds the car's key could fork at will and so bring in a
 * run of headers that no log has ever held.
 *
 * @param headers of one stream, ascending by (sequence, header hash)
 */
export function findRunEnds(
  headers: readonly LinkedHeader[],
  mapEntry: { sequence: number; headerHash: Uint8Array },
): number[] {
  const ends: number[] = [];
  for (const [headerIndex, { header, headerHash }] of headers.entries()) {
    const next = headers[headerIndex + 1]?.header;
    const isLinked =
      next !== undefined &&
      next.sequence === header.sequence + 1 &&
      equalBytes(next.previousHash, headerHash);
    const isMapped = header.sequence === mapEntry.sequence && equalBytes(headerHash, mapEntry.headerHash);
    if (!isLinked && !isMapped) ends.push(headerIndex);
  }
  return ends;
}
