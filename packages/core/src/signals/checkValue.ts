// SPDX-License-Identifier: Apache-2.0
import type { Signal, SignalType } from './Signal.ts';

/** Longest string value in UTF-16 code units. Identifiers and states are far shorter; more would be a document. */
export const STRING_VALUE_MAX_LENGTH = 1_024;

/** Why a value cannot be the value of a signal. Each is an error code of the registry. */
export type ValueErrorCode =
  | 'VALUE_TYPE_INVALID'
  | 'VALUE_NOT_FINITE'
  | 'VALUE_NOT_CANONICAL'
  | 'VALUE_OUT_OF_RANGE'
  | 'VALUE_TOO_LONG';

/** What the integer types of VSS hold. */
const INTEGER_RANGES: Readonly<Partial<Record<SignalType, readonly [min: number, max: number]>>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32_768, 32_767],
  uint16: [0, 65_535],
  int32: [-2_147_483_648, 2_147_483_647],
  uint32: [0, 4_294_967_295],
};

/**
 * Checks a value against its signal's type, range and allowed values. A value that passes has exactly one encoding:
 * -0, NaN, infinities, strings that are not in NFC and lone surrogates do not pass.
 *
 * @returns the error code, or `undefined` when the value is good
 */
export function checkValue(signal: Signal, value: unknown): ValueErrorCode | undefined {
  if (signal.type === 'boolean') return typeof value === 'boolean' ? undefined : 'VALUE_TYPE_INVALID';
  if (signal.type === 'string') return checkString(signal, value);
  return checkNumber(signal, value);
}

function checkNumber(signal: Signal, value: unknown): ValueErrorCode | undefined {
  if (typeof value !== 'number') return 'VALUE_TYPE_INVALID';
  if (!Number.isFinite(value)) return 'VALUE_NOT_FINITE';
  if (Object.is(value, -0)) return 'VALUE_NOT_CANONICAL';
  const integerRange = INTEGER_RANGES[signal.type];
  if (integerRange !== undefined) {
    if (!Number.isInteger(value)) return 'VALUE_TYPE_INVALID';
    if (value < integerRange[0] || value > integerRange[1]) return 'VALUE_OUT_OF_RANGE';
  }
  if (signal.min !== undefined && value < signal.min) return 'VALUE_OUT_OF_RANGE';
  if (signal.max !== undefined && value > signal.max) return 'VALUE_OUT_OF_RANGE';
  return undefined;
}

function checkString(signal: Signal, value: unknown): ValueErrorCode | undefined {
  if (typeof value !== 'string') return 'VALUE_TYPE_INVALID';
  if (value.length > STRING_VALUE_MAX_LENGTH) return 'VALUE_TOO_LONG';
  if (signal.allowed !== undefined) return signal.allowed.includes(value) ? undefined : 'VALUE_OUT_OF_RANGE';
  if (hasLoneSurrogate(value) || value.normalize('NFC') !== value) return 'VALUE_NOT_CANONICAL';
  return undefined;
}

/** A lone surrogate has no UTF-8 form; with the `u` flag the class matches nothing but lone ones. */
function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
