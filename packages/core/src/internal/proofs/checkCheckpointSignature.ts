// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../../errors/DatacarError.ts';
import type { Checkpoint } from '../../records/Checkpoint.ts';
import type { TrustAnchors, TrustedServer } from '../../records/TrustAnchors.ts';
import { verifyCheckpoint } from '../../records/verifyCheckpoint.ts';
import { findTrustedServer } from './findTrustedServer.ts';

/**
 * Checks that the checkpoint is signed by a pinned log.
 *
 * @throws DatacarError TRUST_MISSING, PROOF_LOG_UNKNOWN, SIGNATURE_INVALID
 */
export function checkCheckpointSignature(
  note: string,
  { origin }: Checkpoint,
  trust: TrustAnchors | undefined,
): TrustedServer {
  if (trust === undefined) {
    throw new DatacarError('TRUST_MISSING', 'No trust anchors were given, so nobody vouches for the log');
  }
  const server = findTrustedServer(origin, trust);
  verifyCheckpoint({ note, origin, noteKey: server.noteKey });
  return server;
}
