// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '../encoding/equalBytes.ts';
import type { SignedBatchHeader } from './SignedBatchHeader.ts';

export interface RunEnd {
  /** Position of the header in the list. */
  headerIndex: number;
  /** One of several headers with its sequence number: an inclusion proof is not asked of it. */
  isForked: boolean;
}

type LinkedHeader = Pick<SignedBatchHeader, 'header' | 'headerHash'>;

/**
 * The headers of a period proof that need an inclusion proof of their own: the last of every run of headers
 * that link to each other, unless it is the one of the map entry. Its links carry it to the rest of the run.
 *
 * @param headers of one stream, ascending by (sequence, header hash)
 */
export function findRunEnds(
  headers: readonly LinkedHeader[],
  mapEntry: { sequence: number; headerHash: Uint8Array },
): RunEnd[] {
  const ends: RunEnd[] = [];
  for (const [headerIndex, { header, headerHash }] of headers.entries()) {
    const previous = headers[headerIndex - 1]?.header;
    const next = headers[headerIndex + 1]?.header;
    const isLinked =
      next !== undefined &&
      next.sequence === header.sequence + 1 &&
      equalBytes(next.previousHash, headerHash);
    const isMapped = header.sequence === mapEntry.sequence && equalBytes(headerHash, mapEntry.headerHash);
    if (isLinked || isMapped) continue;
    const isForked = previous?.sequence === header.sequence || next?.sequence === header.sequence;
    ends.push({ headerIndex, isForked });
  }
  return ends;
}
