// SPDX-License-Identifier: Apache-2.0
import type { DeviceIdentity } from './DeviceIdentity.ts';

/** An enrolled device: who it is, and the key it signs with. */
export interface Device {
  folder: string;
  identity: DeviceIdentity;
  /** P-256, 32 bytes. Never logged, never leaves the process. */
  privateKey: Uint8Array;
}
