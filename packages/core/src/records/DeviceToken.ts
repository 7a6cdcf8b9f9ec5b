// SPDX-License-Identifier: Apache-2.0
import type { ChainIdentity } from './ChainIdentity.ts';

/** How long a device token may be valid. */
export const MAX_DEVICE_TOKEN_MS = 3_600_000;

/** What an agent signs to sign in by MQTT or HTTP: valid for one server and at most an hour. */
export interface DeviceToken extends ChainIdentity {
  version: 1;
  registry: Uint8Array;
  vehicle: number;
  keyIndex: number;
  /** Origin of the log of the server it is meant for. */
  log: string;
  issuedAtMs: number;
  expiresAtMs: number;
}
