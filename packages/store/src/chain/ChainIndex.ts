// SPDX-License-Identifier: Apache-2.0
import type { MemberRole } from '@datacar/core/consortium/memberRoles';
import type { ReadingSource } from '@datacar/core/records/Reading';

/** A contract event, decoded: what `packages/chain`'s indexer hands over. Addresses and hashes are 0x-hex, lower case. */
export interface ChainEvent {
  /** Contract name, such as `VehicleRegistry`. */
  contract: string;
  /** Event name, such as `DeviceKeyRotated`. */
  name: string;
  /** By argument name; integers are bigint, bytes 0x-hex. */
  args: Readonly<Record<string, unknown>>;
  blockNumber: number;
  blockHash: string;
  blockTimeMs: number;
  transactionHash: string;
  logIndex: number;
}

export interface IndexedDeviceKey {
  vehicle: number;
  keyIndex: number;
  /** Raw uncompressed P-256 point, 65 bytes. */
  publicKey: Uint8Array;
  /** Where its private half lives, as its registrar said. */
  source: ReadingSource;
  /** The key is current from this block on, and until `toBlock` when a rotation replaced it. */
  fromBlock: number;
  fromTimeMs: number;
  toBlock: number | undefined;
  /** Recorded at the rotation: the last (sequence, headerHash) per stream (hex) that the old key signed. */
  heads: readonly { stream: string; sequence: number; headerHash: string }[];
}

export interface OwnershipEpoch {
  epoch: number;
  owner: string;
  fromBlock: number;
  fromTimeMs: number;
}

export interface VehicleModel {
  make: string;
  name: string;
  /** 0 when not known. */
  year: number;
  batteryWh: number;
}

export interface IndexedVehicle {
  id: number;
  /** 0x-hex address, lower case. */
  owner: string;
  registrar: string;
  /** The current ownership epoch. */
  epoch: number;
  epochs: readonly OwnershipEpoch[];
  /** 0x-hex, 32 bytes. */
  vinTag: string;
  vinCommitment: string;
  /** World manufacturer identifier, 3 or 6 characters. */
  wmi: string;
  isSelfRegistered: boolean;
  isSimulated: boolean;
  model: VehicleModel;
  /** Of the newest device key. */
  keyIndex: number | undefined;
  mintedAtBlock: number;
  mintedAtMs: number;
}

export interface CertificateKey {
  /** Raw uncompressed P-256 point, 65 bytes. */
  publicKey: Uint8Array;
  addedAtMs: number;
  revokedAtMs: number | undefined;
}

export interface IndexedMember {
  account: string;
  name: string;
  roles: readonly MemberRole[];
  /** False when it has left: it then has no role. */
  isActive: boolean;
  /** Accounts that act for it, lower case. */
  serverAccounts: readonly string[];
  /** Where those are reached that the member has published, by account. */
  serverUrls: Readonly<Record<string, string>>;
  certificateKeys: readonly CertificateKey[];
  joinedAtMs: number;
}

/** A node of the chain that a member has registered. */
export interface IndexedNode {
  /** Address of the key that signs its blocks. */
  node: string;
  member: string;
  /** enode or URL; may be empty. */
  endpoint: string;
  registeredAtMs: number;
  /** When it last showed that it runs. */
  provedAtMs: number | undefined;
  /** Whether it seals blocks. */
  isValidator: boolean;
}

export interface IndexedLog {
  logId: number;
  /** Account of the member that keeps it. */
  member: string;
  origin: string;
  /** Ed25519 public key of its checkpoints, 0x-hex. */
  noteKey: string;
}

export interface IndexedAnchor {
  logId: number;
  /** Place in the log's history, from 0. */
  index: number;
  size: number;
  /** 0x-hex. */
  root: string;
  mapRoot: string;
  mapSize: number;
  blockNumber: number;
  blockTimeMs: number;
  transactionHash: string;
}

export interface ChainPosition {
  blockNumber: number;
  /** 0x-hex. */
  blockHash: string;
}

/** What the server knows of the chain: a fold of its events, in memory for the hot path and durable beneath. */
export interface ChainIndex {
  /** The last block that is indexed, or undefined at the beginning. */
  readonly position: ChainPosition | undefined;
  /** Stores the events of the blocks up to `position` and `position` itself in one transaction. */
  apply(events: readonly ChainEvent[], position: ChainPosition): Promise<void>;
  /** After a reorganisation: forgets everything after `position`, which must be an indexed or earlier block. */
  rollback(position: ChainPosition | undefined): Promise<void>;

  vehicle(id: number): IndexedVehicle | undefined;
  vehicles(filter?: { owner?: string }): IndexedVehicle[];
  /** The hot path: the key with which a batch of this keyIndex is checked. */
  deviceKey(vehicle: number, keyIndex: number): IndexedDeviceKey | undefined;
  deviceKeys(vehicle: number): IndexedDeviceKey[];
  members(): IndexedMember[];
  member(account: string): IndexedMember | undefined;
  /** In the order of their registration. */
  nodes(): IndexedNode[];
  logs(): IndexedLog[];
  /** Oldest first. */
  anchors(logId: number): IndexedAnchor[];
  /** Called after each `apply` and `rollback`. Returns the function that ends the subscription. */
  subscribe(listener: (events: readonly ChainEvent[]) => void): () => void;
  close(): Promise<void>;
}
