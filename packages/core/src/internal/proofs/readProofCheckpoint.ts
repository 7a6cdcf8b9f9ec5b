// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../../errors/DatacarError.ts';
import { type ParsedCheckpoint, parseCheckpoint } from '../../records/parseCheckpoint.ts';

/**
 * Reads the checkpoint of a proof, which has exactly one signature: a second one could not be verified.
 *
 * @throws DatacarError CHECKPOINT_MALFORMED
 */
export function readProofCheckpoint(note: string): ParsedCheckpoint {
  const parsed = parseCheckpoint(note);
  const [signature, ...others] = parsed.signatures;
  if (others.length > 0 || signature?.name !== parsed.checkpoint.origin) {
    throw new DatacarError('CHECKPOINT_MALFORMED', "A proof's checkpoint has one signature, that of its log");
  }
  return parsed;
}
