// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '../../encoding/encodeHex.ts';
import { equalBytes } from '../../encoding/equalBytes.ts';
import { DatacarError } from '../../errors/DatacarError.ts';
import type { AnchorTransaction } from '../../records/AnchorTransaction.ts';
import type { Checkpoint } from '../../records/Checkpoint.ts';
import { parseLogOrigin } from '../../records/parseLogOrigin.ts';
import type { TrustAnchors } from '../../records/TrustAnchors.ts';
import { findTrustedServer } from './findTrustedServer.ts';

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
  if (!equalBytes(anchor.sender, findTrustedServer(checkpoint.origin, trust).anchorAccount)) {
    throw notAnchored(
      `it is signed by ${encodeHex(anchor.sender)}, which is not the anchor account of the log`,
    );
  }
}

function notAnchored(reason: string): DatacarError {
  return new DatacarError('PROOF_NOT_ANCHORED', `The anchor transaction does not fit: ${reason}`);
}
