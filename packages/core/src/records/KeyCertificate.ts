// SPDX-License-Identifier: Apache-2.0
import type { ChainIdentity } from './ChainIdentity.ts';
import type { ReadingSource } from './Reading.ts';

/** A registrar's or manufacturer's signed word that a device key is the vehicle's. */
export interface KeyCertificate extends ChainIdentity {
  version: 1;
  registry: Uint8Array;
  vehicle: number;
  keyIndex: number;
  /** Uncompressed P-256 point, 65 bytes. */
  publicKey: Uint8Array;
  /** What the key may sign as: a software key never signs as secureElement. */
  source: ReadingSource;
  /** Account of the member that vouches, 20 bytes. */
  issuer: Uint8Array;
}
