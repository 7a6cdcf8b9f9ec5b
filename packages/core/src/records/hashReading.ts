// SPDX-License-Identifier: Apache-2.0

import { CborFloat } from '../encoding/CborFloat.ts';
import { concatBytes } from '../encoding/concatBytes.ts';
import { encodeCbor } from '../encoding/encodeCbor.ts';
import { hashLeaf } from './merkleHashes.ts';
import type { TypedReading } from './Reading.ts';

/** `[path, timeMs, value]` in deterministic CBOR, the value as its kind says. */
export function encodeReading({ path, timeMs, value, kind }: TypedReading): Uint8Array {
  return encodeCbor([path, timeMs, kind === 'float' ? new CborFloat(value as number) : value]);
}

/** The leaf hash of one reading with its 16-byte salt; a batch has them all from `hashColumns`. */
export function hashReading(reading: TypedReading, salt: Uint8Array): Uint8Array {
  return hashLeaf(concatBytes(salt, encodeReading(reading)));
}
