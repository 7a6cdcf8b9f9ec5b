// SPDX-License-Identifier: Apache-2.0
import { compareBytes } from '../../encoding/compareBytes.ts';
import { equalBytes } from '../../encoding/equalBytes.ts';
import { DatacarError } from '../../errors/DatacarError.ts';
import { decodeSignedBatchHeader } from '../../records/decodeSignedBatchHeader.ts';
import type { PeriodProof } from '../../records/PeriodProof.ts';
import type { PeriodStream } from './PeriodStream.ts';

/**
 * Reads the headers of every stream and holds the proof to its order, which leaves one form for one content.
 *
 * @throws DatacarError PROOF_MALFORMED, HEADER_MALFORMED
 */
export function readPeriodStreams(proof: PeriodProof): PeriodStream[] {
  if (proof.fromMs >= proof.toMs) throw malformed('the period is empty');
  if (proof.streams.length === 0) throw malformed('it holds no stream, so it says nothing of the vehicle');
  requireAscending(proof.streams, (left, right) => compareBytes(left.stream, right.stream), 'streams');
  return proof.streams.map((stream) => {
    const headers = stream.headers.map(decodeSignedBatchHeader);
    for (const { header } of headers) {
      if (header.vehicle !== proof.vehicle || !equalBytes(header.stream, stream.stream)) {
        throw malformed('a header is of another vehicle or stream');
      }
    }
    requireAscending(
      headers,
      (left, right) =>
        left.header.sequence - right.header.sequence || compareBytes(left.headerHash, right.headerHash),
      'headers',
    );
    requireAscending(stream.inclusions, (left, right) => left.headerIndex - right.headerIndex, 'inclusions');
    requireAscending(
      stream.readings,
      (left, right) => left.headerIndex - right.headerIndex || left.index - right.index,
      'readings',
    );
    return { ...stream, headers };
  });
}

function requireAscending<Item>(
  items: readonly Item[],
  compare: (left: Item, right: Item) => number,
  what: string,
): void {
  let previous: Item | undefined;
  for (const item of items) {
    if (previous !== undefined && compare(previous, item) >= 0)
      throw malformed(`the ${what} are not ascending`);
    previous = item;
  }
}

function malformed(reason: string): DatacarError {
  return new DatacarError('PROOF_MALFORMED', `The proof is malformed: ${reason}`);
}
