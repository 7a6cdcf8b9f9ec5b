// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '#crypto';
import { encodeCbor } from '../encoding/encodeCbor.ts';
import type { SignalDefinition } from './Signal.ts';

/**
 * The id of a list of signals: SHA-256 of the deterministic CBOR array of `[path, type, unit]`, sorted by the bytes of
 * the path, with the empty text for a signal without a unit. Ranges and descriptions are not part of it: they say what
 * is accepted, not how a value is hashed.
 *
 * @returns 32 bytes
 */
export function computeCatalogueId(signals: readonly SignalDefinition[]): Uint8Array {
  // VSS paths are ASCII, so the order of UTF-16 code units is the order of bytes.
  const rows = signals
    .map(({ path, type, unit }) => [path, type, unit ?? ''] as const)
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return sha256(encodeCbor(rows));
}
