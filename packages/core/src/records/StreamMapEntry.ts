// SPDX-License-Identifier: Apache-2.0

/** The last header that a server has logged of one stream of one vehicle. */
export interface StreamMapEntry {
  vehicle: number;
  /** 32 bytes. */
  stream: Uint8Array;
  lastSequence: number;
  /** Hash of the header with that sequence, 32 bytes. */
  headerHash: Uint8Array;
}
