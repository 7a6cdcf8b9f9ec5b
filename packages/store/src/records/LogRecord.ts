// SPDX-License-Identifier: Apache-2.0

/** What stands in the batch log: one of the following, told apart by `type`. */
export type LogRecord = BatchRecord | SignedRecord | EraseRecord | AnchorRecord;

/** An accepted batch: its signed header in clear and its readings sealed under the car's data key. */
export interface BatchRecord {
  type: 'batch';
  vehicle: number;
  ownerEpoch: number;
  /** SHA-256 of the header's CBOR payload, 32 bytes. */
  headerHash: Uint8Array;
  receivedAtMs: number;
  /** A second header for a known sequence, kept as evidence; its readings are not projected. */
  isFork: boolean;
  /** The header as the car signed it (COSE_Sign1), in clear so that gaps stay provable after an erase. */
  header: Uint8Array;
  /** Which data key sealed `body`, 16 bytes. */
  keyId: Uint8Array;
  /** Sealed by `sealBody`. */
  body: Uint8Array;
}

/** A record that a member signed (maintenance, inspection, …): a leaf of the log like a header. */
export interface SignedRecord {
  type: 'signed';
  /** SHA-256 of the payload, 32 bytes: the leaf. */
  payloadHash: Uint8Array;
  receivedAtMs: number;
  /** COSE_Sign1 bytes. */
  cose: Uint8Array;
}

/** The owner asked to erase the readings of his epoch: what these keys sealed is unreadable from here on. */
export interface EraseRecord {
  type: 'erase';
  vehicle: number;
  ownerEpoch: number;
  erasedAtMs: number;
  /** The destroyed data keys, 16 bytes each. */
  keyIds: readonly Uint8Array[];
}

/** A checkpoint that was anchored on the chain, with everything that a proof file needs of it. */
export interface AnchorRecord {
  type: 'anchor';
  logId: number;
  size: number;
  /** 32 bytes each. */
  root: Uint8Array;
  mapRoot: Uint8Array;
  mapSize: number;
  /** The signed note, as served. */
  checkpoint: string;
  /** The signed anchor transaction, raw. */
  rawTransaction: Uint8Array;
  transactionHash: Uint8Array;
  blockNumber: number;
  blockHash: Uint8Array;
  blockTimeMs: number;
}
