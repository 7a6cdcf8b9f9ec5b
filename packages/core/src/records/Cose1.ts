// SPDX-License-Identifier: Apache-2.0

/** The two parts of a COSE_Sign1 that vary; the algorithm is always ES256. */
export interface Cose1 {
  payload: Uint8Array;
  /** r ‖ s, 64 bytes. */
  signature: Uint8Array;
}
