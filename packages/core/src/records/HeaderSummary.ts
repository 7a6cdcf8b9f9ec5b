// SPDX-License-Identifier: Apache-2.0
import type { BatchHeader } from './BatchHeader.ts';

/** What of a header decides whether something is missing around it. */
export interface HeaderSummary
  extends Pick<BatchHeader, 'source' | 'sequence' | 'previousHash' | 'fromMs' | 'toMs' | 'nextByMs'> {
  headerHash: Uint8Array;
  /** When a server got it, where that is known; else the header's own end says when it came. */
  receivedAtMs?: number;
}
