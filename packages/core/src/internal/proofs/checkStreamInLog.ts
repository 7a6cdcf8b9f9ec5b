// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../../errors/DatacarError.ts';
import type { Checkpoint } from '../../records/Checkpoint.ts';
import { findRunEnds } from '../../records/findRunEnds.ts';
import { hashStreamMapEntry } from '../../records/hashStreamMapEntry.ts';
import { hashLeaf } from '../../records/merkleHashes.ts';
import type { PeriodProofInclusion } from '../../records/PeriodProof.ts';
import type { SignedBatchHeader } from '../../records/SignedBatchHeader.ts';
import { verifyInclusion } from '../../records/verifyInclusion.ts';
import type { PeriodStream } from './PeriodStream.ts';

/**
 * Checks the stream's map entry, and that every run of linked headers ends either in that entry or in a
 * header with an inclusion proof; the links carry it to the rest of the run.
 *
 * @throws DatacarError PROOF_NOT_IN_LOG, PROOF_MALFORMED
 */
export function checkStreamInLog(stream: PeriodStream, vehicle: number, checkpoint: Checkpoint): void {
  const { mapEntry, headers } = stream;
  const { sequence: lastSequence, headerHash, index, path } = mapEntry;
  const leafHash = hashStreamMapEntry({ vehicle, stream: stream.stream, lastSequence, headerHash });
  if (!verifyInclusion({ leafHash, index, size: checkpoint.mapSize, path, root: checkpoint.mapRoot })) {
    throw new DatacarError('PROOF_NOT_IN_LOG', 'The map entry is not in the map that the checkpoint states');
  }
  const inclusions = new Map(stream.inclusions.map((inclusion) => [inclusion.headerIndex, inclusion]));
  for (const headerIndex of findRunEnds(headers, mapEntry)) {
    const inclusion = inclusions.get(headerIndex);
    const signed = headers[headerIndex];
    if (signed === undefined || inclusion === undefined || !isInLog(signed, inclusion, checkpoint)) {
      throw new DatacarError(
        'PROOF_NOT_IN_LOG',
        `The header ${signed?.header.sequence} is not shown to be in the log`,
      );
    }
    inclusions.delete(headerIndex);
  }
  if (inclusions.size > 0)
    throw new DatacarError('PROOF_MALFORMED', 'An inclusion proof is of no header that needs one');
}

function isInLog(
  { headerHash }: SignedBatchHeader,
  { logIndex, logPath }: PeriodProofInclusion,
  { size, root }: Checkpoint,
): boolean {
  return verifyInclusion({ leafHash: hashLeaf(headerHash), index: logIndex, size, path: logPath, root });
}
