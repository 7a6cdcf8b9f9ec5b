// SPDX-License-Identifier: Apache-2.0
import type { DataKey } from './DataKeys.ts';

/**
 * Deflates and encrypts what is private of a batch (its columns and secret, encoded): AES-256-GCM, random 96-bit
 * nonce in front, bound to the header by its hash as additional data.
 */
export function sealBody(_plain: Uint8Array, _binding: { key: DataKey; headerHash: Uint8Array }): Uint8Array {
  throw new Error('being built');
}
