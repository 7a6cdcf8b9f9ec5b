// SPDX-License-Identifier: Apache-2.0

/** A signed EIP-1559 transaction that calls `RecordLog.anchor`, taken apart. */
export interface AnchorTransaction {
  chainId: number;
  nonce: bigint;
  /** Called contract, 20 bytes. */
  to: Uint8Array;
  /** Account that signed, recovered from the signature, 20 bytes. */
  sender: Uint8Array;
  /** keccak256 of the raw transaction, 32 bytes. */
  hash: Uint8Array;
  logId: bigint;
  size: number;
  root: Uint8Array;
  mapRoot: Uint8Array;
  mapSize: number;
  consistencyProof: Uint8Array[];
}
