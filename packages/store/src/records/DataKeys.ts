// SPDX-License-Identifier: Apache-2.0

/** The AES-256-GCM key of one vehicle in one ownership epoch. */
export interface DataKey {
  /** 16 random bytes that name the key in the batch log. */
  keyId: Uint8Array;
  vehicle: number;
  ownerEpoch: number;
  /** 32 bytes. */
  secret: Uint8Array;
}

/** Seals what stands in the key file; `sealSecret`/`openSecret` of core fit behind it. */
export interface Sealer {
  seal(plaintext: Uint8Array): Promise<unknown>;
  open(sealed: unknown): Promise<Uint8Array>;
}

export interface DataKeys {
  /** The current key of (vehicle, ownerEpoch), or undefined when none was made yet. */
  current(vehicle: number, ownerEpoch: number): DataKey | undefined;
  /** The current key, made and durable when there was none. */
  require(vehicle: number, ownerEpoch: number): Promise<DataKey>;
  /** The key that sealed a record, or undefined when it was destroyed. */
  find(keyId: Uint8Array): DataKey | undefined;
  /** The ids of all keys of a vehicle's ownership epoch, for the erase record. */
  keyIdsOf(vehicle: number, ownerEpoch: number): Uint8Array[];
  /** Destroys keys: resolves when the file without them is durable. Unknown ids are ignored. */
  destroy(keyIds: readonly Uint8Array[]): Promise<void>;
}
