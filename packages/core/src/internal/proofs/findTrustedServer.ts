// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../../errors/DatacarError.ts';
import type { TrustAnchors, TrustedServer } from '../../records/TrustAnchors.ts';

/** The pinned server of a log. @throws DatacarError PROOF_LOG_UNKNOWN */
export function findTrustedServer(origin: string, trust: TrustAnchors): TrustedServer {
  const server = trust.servers.find((candidate) => candidate.origin === origin);
  if (server === undefined) {
    throw new DatacarError('PROOF_LOG_UNKNOWN', `The log ${origin} is not among the trust anchors`);
  }
  return server;
}
