// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '../encoding/encodeHex.ts';
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { AnchorTransaction } from './AnchorTransaction.ts';
import type { Checkpoint } from './Checkpoint.ts';
import { type ParsedCheckpoint, parseCheckpoint } from './parseCheckpoint.ts';
import { parseLogOrigin } from './parseLogOrigin.ts';
import type { TrustAnchors, TrustedServer } from './TrustAnchors.ts';
import { verifyCheckpoint } from './verifyCheckpoint.ts';

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
  const server = findServer(origin, trust);
  verifyCheckpoint({ note, origin, noteKey: server.noteKey });
  return server;
}

/**
 * Checks that the transaction anchors exactly this checkpoint, and with trust anchors, that it calls the
 * pinned contract on the pinned chain and is signed by the server's anchor account.
 *
 * @throws DatacarError PROOF_NOT_ANCHORED, PROOF_LOG_UNKNOWN, CHECKPOINT_MALFORMED
 */
export function checkAnchor(
  anchor: AnchorTransaction,
  checkpoint: Checkpoint,
  trust: TrustAnchors | undefined,
): void {
  const { chainId, recordLog, logId } = parseLogOrigin(checkpoint.origin);
  if (anchor.chainId !== chainId || anchor.logId !== BigInt(logId) || encodeHex(anchor.to) !== recordLog) {
    throw notAnchored('it is for another log, contract or chain than the checkpoint');
  }
  if (
    anchor.size !== checkpoint.size ||
    anchor.mapSize !== checkpoint.mapSize ||
    !equalBytes(anchor.root, checkpoint.root) ||
    !equalBytes(anchor.mapRoot, checkpoint.mapRoot)
  ) {
    throw notAnchored('it anchors another state of the log than the checkpoint');
  }
  if (trust === undefined) return;
  if (anchor.chainId !== trust.chainId || !equalBytes(anchor.to, trust.recordLog)) {
    throw notAnchored('it is for another contract or chain than yours');
  }
  if (!equalBytes(anchor.sender, findServer(checkpoint.origin, trust).anchorAccount)) {
    throw notAnchored(
      `it is signed by ${encodeHex(anchor.sender)}, which is not the anchor account of the log`,
    );
  }
}

function findServer(origin: string, trust: TrustAnchors): TrustedServer {
  const server = trust.servers.find((candidate) => candidate.origin === origin);
  if (server === undefined) {
    throw new DatacarError('PROOF_LOG_UNKNOWN', `The log ${origin} is not among the trust anchors`);
  }
  return server;
}

function notAnchored(reason: string): DatacarError {
  return new DatacarError('PROOF_NOT_ANCHORED', `The anchor transaction does not fit: ${reason}`);
}
