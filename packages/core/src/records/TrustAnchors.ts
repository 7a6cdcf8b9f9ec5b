// SPDX-License-Identifier: Apache-2.0
import type { ChainIdentity } from './ChainIdentity.ts';

export interface TrustedMember {
  name: string;
  /** 20 bytes. */
  account: Uint8Array;
  /** Names of the consortium's roles, such as `manufacturer` and `registrar`. */
  roles: string[];
  /** P-256 points (65 bytes each) that sign key certificates. */
  certificateKeys: Uint8Array[];
}

export interface TrustedServer {
  /** Origin of its log, which is also the name of its note key. */
  origin: string;
  /** Ed25519, 32 bytes. */
  noteKey: Uint8Array;
  /** P-256 point, 65 bytes. */
  ackKey: Uint8Array;
  /** Account that anchors, 20 bytes. */
  anchorAccount: Uint8Array;
  /** Account of the member that runs it, 20 bytes. */
  member: Uint8Array;
}

/** What a verifier decided to believe: the content of trust.cbor. */
export interface TrustAnchors extends ChainIdentity {
  version: 1;
  registry: Uint8Array;
  recordLog: Uint8Array;
  members: TrustedMember[];
  servers: TrustedServer[];
}
