// SPDX-License-Identifier: Apache-2.0
import type { TrustAnchors } from './TrustAnchors.ts';

export interface VerifyProofOptions {
  /** Without anchors nothing can be PROVED: anyone can make a file that agrees with itself. */
  trust?: TrustAnchors;
  /** Against which an open promise of a period is judged; by default the end of the period. */
  nowMs?: number;
}
