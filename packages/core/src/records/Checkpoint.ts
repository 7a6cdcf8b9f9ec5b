// SPDX-License-Identifier: Apache-2.0

/** What a server signs about its log, as a C2SP checkpoint with one extension line for the stream map. */
export interface Checkpoint {
  /** `datacar/<chainId>/<recordLog address in lower case>/<logId>`. */
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Uint8Array;
  /** Root of the sorted map (vehicle, stream) -> (last sequence, header hash), 32 bytes. */
  mapRoot: Uint8Array;
  mapSize: number;
}
