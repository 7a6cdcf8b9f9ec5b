// SPDX-License-Identifier: Apache-2.0
import type { TrustAnchors } from './TrustAnchors.ts';

export interface VerifyProofOptions {
  /** Without anchors nothing can be PROVED: anyone can make a file that agrees with itself. */
  trust?: TrustAnchors;
  /** Against which an open promise of a period is judged; by default the end of the period. */
  nowMs?: number;
  /**
   * When the anchor of the proof was taken, as the chain says. An old proof knows nothing of what came later, so
   * without it no rest is counted after the last header of a period.
   */
  anchoredAtMs?: number;
}
