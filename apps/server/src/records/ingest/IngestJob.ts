// SPDX-License-Identifier: Apache-2.0
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import type { BatchHeader } from '@datacar/core/records/BatchHeader';
import type { ReadingSource } from '@datacar/core/records/Reading';
import type { DataKey } from '@datacar/store/records/DataKeys';

/** What this server takes batches for; the same for every job. */
export interface IngestScope {
  chainId: number;
  genesisHash: Uint8Array;
  /** Address of the vehicle registry, 20 bytes. */
  registry: Uint8Array;
}

export interface JobDeviceKey {
  keyIndex: number;
  publicKey: Uint8Array;
  source: ReadingSource;
}

/** Everything that the stages in a worker need to know of one batch. */
export interface IngestJob {
  /** The wire batch. */
  bytes: Uint8Array;
  /** Whom the topic or the path names. */
  vehicle: number;
  /** Every device key that the vehicle has, or had. */
  deviceKeys: readonly JobDeviceKey[];
  /** One for each ownership epoch of the vehicle. */
  dataKeys: readonly DataKey[];
  nowMs: number;
}

/** A batch that passed every stage that needs no order. */
export interface CheckedBatch {
  /** COSE_Sign1. */
  cose: Uint8Array;
  header: BatchHeader;
  headerHash: Uint8Array;
  columns: BatchColumn[];
  keyId: Uint8Array;
  /** Compressed and encrypted. */
  body: Uint8Array;
}
