// SPDX-License-Identifier: Apache-2.0
import type { CborFloat } from './CborFloat.ts';

/** What the deterministic profile can hold: no null, no tags, integers only up to 2^53 - 1. */
export type CborValue = number | boolean | string | Uint8Array | CborFloat | CborValue[] | CborMap;

export interface CborMap {
  [key: string]: CborValue;
}
