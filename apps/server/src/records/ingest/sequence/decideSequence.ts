// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '@datacar/core/encoding/equalBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { BatchHeader } from '@datacar/core/records/BatchHeader';

/** What the sequence stage looks at of a header. */
export interface SequencedHeader {
  sequence: number;
  headerHash: Uint8Array;
  previousHash: Uint8Array;
  ownerEpoch: number;
  fromMs: number;
  toMs: number;
}

/** What is known around a header's place; forks are left out, they are evidence and nothing follows them. */
export interface Neighbours {
  /** The header with the same sequence. */
  same?: SequencedHeader | undefined;
  /** The nearest known header with a smaller sequence. */
  before?: SequencedHeader | undefined;
  /** The nearest known header with a greater sequence. */
  after?: SequencedHeader | undefined;
}

/**
 * Decides what a header is to its stream: the `next` one (maybe after a hole), a `late` one that fills a hole, or a
 * `fork` that contradicts what the car signed before.
 *
 * @throws DatacarError SEQUENCE_INVALID when it contradicts itself: times or epochs that run backwards
 */
export function decideSequence(
  header: BatchHeader & { headerHash: Uint8Array },
  { same, before, after }: Neighbours,
): 'next' | 'late' | 'fork' {
  if (same !== undefined) return 'fork';
  // Signing a link to another header than the one that is known with that number forks that number.
  if (before?.sequence === header.sequence - 1 && !equalBytes(before.headerHash, header.previousHash))
    return 'fork';
  if (after?.sequence === header.sequence + 1 && !equalBytes(after.previousHash, header.headerHash))
    return 'fork';
  checkOrder(before, header);
  checkOrder(header, after);
  return after === undefined ? 'next' : 'late';
}

function checkOrder(
  earlier: Pick<SequencedHeader, 'toMs' | 'ownerEpoch' | 'sequence'> | undefined,
  later: Pick<SequencedHeader, 'fromMs' | 'ownerEpoch' | 'sequence'> | undefined,
): void {
  if (earlier === undefined || later === undefined) return;
  if (later.fromMs < earlier.toMs) {
    throw new DatacarError(
      'SEQUENCE_INVALID',
      `Batch ${later.sequence} begins before batch ${earlier.sequence} ends.`,
      {
        details: { field: 'header.fromMs', fromMs: later.fromMs, previousToMs: earlier.toMs },
      },
    );
  }
  if (later.ownerEpoch < earlier.ownerEpoch) {
    throw new DatacarError(
      'SEQUENCE_INVALID',
      `Batch ${later.sequence} is of an earlier ownership epoch than batch ${earlier.sequence}.`,
      {
        details: { field: 'header.ownerEpoch' },
      },
    );
  }
}
