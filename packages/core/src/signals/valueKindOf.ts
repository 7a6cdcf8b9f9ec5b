// SPDX-License-Identifier: Apache-2.0
import type { ValueKind } from '../records/Reading.ts';
import type { SignalType } from './Signal.ts';

/** How values of a VSS type are encoded and hashed: integer types as integers, float and double as float64. */
export function valueKindOf(type: SignalType): ValueKind {
  switch (type) {
    case 'boolean':
    case 'string':
      return type;
    case 'float':
    case 'double':
      return 'float';
    default:
      return 'integer';
  }
}
