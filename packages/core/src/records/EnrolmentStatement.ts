// SPDX-License-Identifier: Apache-2.0

/** Proof of possession: a new device key signs the one-time code it was given. */
export interface EnrolmentStatement {
  version: 1;
  code: string;
  /** Uncompressed P-256 point, 65 bytes. */
  publicKey: Uint8Array;
}
