// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';
import type { ErrorCode } from '../errors/errorCodes.ts';
import { checkValue, type ValueErrorCode } from './checkValue.ts';
import { convertUnit } from './convertUnit.ts';
import type { Signal, SignalValue } from './Signal.ts';
import { signalByPath } from './signalByPath.ts';
import type { ValueMapping } from './ValueMapping.ts';

/** What became of a raw value: a value, nothing (the source has none), or a refusal. */
export type ReadValueResult =
  | { value: SignalValue; code?: never; message?: never }
  | { value?: never; code: ErrorCode; message: string }
  | undefined;

export interface ValueReader {
  readonly signal: Signal;
  /** Reads a raw text, or a value that is typed already, as JSON values are. Never throws. */
  read(raw: unknown): ReadValueResult;
}

export interface CompileValueMappingOptions {
  /** Decimal sign of numbers in texts. */
  decimal?: '.' | ',';
}

/** Longest raw text that a message quotes. */
const QUOTED_MAX_LENGTH = 40;

const NUMBER_WITH_POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NUMBER_WITH_COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;

/** How boolean cells are written by loggers and dongles, in lower case. */
const BOOLEAN_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
]);

/**
 * Prepares the reading of raw values for one signal: words, numbers, factor and offset, unit, rounding, then
 * `checkValue`. A number that needs no conversion keeps every bit that its text means; -0 becomes 0, texts become NFC.
 * A value that was converted for an integer signal is rounded, since a conversion leaves a fraction.
 *
 * @throws DatacarError SIGNAL_UNKNOWN, UNIT_UNKNOWN
 */
export function compileValueMapping(
  mapping: ValueMapping,
  { decimal = '.' }: CompileValueMappingOptions = {},
): ValueReader {
  const signal = signalByPath(mapping.signal);
  if (signal === undefined) {
    throw new DatacarError('SIGNAL_UNKNOWN', `${mapping.signal} is not a signal of the catalogue.`, {
      details: { signal: mapping.signal },
    });
  }
  const words = new Map<string, SignalValue>(Object.entries(mapping.values ?? {}));
  const missing = new Set(mapping.missing);
  const parse = parserOf(signal, { mapping, decimal });

  const read = (raw: unknown): ReadValueResult => {
    if (raw === undefined || raw === null) return undefined;
    const text = typeof raw === 'string' ? raw.trim() : raw;
    if (text === '') return undefined;
    if (typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean') {
      const key = String(text);
      if (missing.has(key)) return undefined;
      const word = words.get(key);
      if (word !== undefined) return { value: word };
    }
    const value = parse(text);
    if (value === undefined) return unreadable(signal, raw);
    const code = checkValue(signal, value);
    return code === undefined ? { value } : { code, message: describe(code, { signal, value }) };
  };
  return { signal, read };
}

type Parser = (raw: unknown) => SignalValue | undefined;

function parserOf(
  signal: Signal,
  { mapping, decimal }: { mapping: ValueMapping; decimal: '.' | ',' },
): Parser {
  if (signal.type === 'boolean') return parseBoolean;
  if (signal.type === 'string') return (raw) => (typeof raw === 'string' ? raw.normalize('NFC') : undefined);
  return numberParserOf(signal, { mapping, decimal });
}

function parseBoolean(raw: unknown): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  return typeof raw === 'string' || typeof raw === 'number'
    ? BOOLEAN_WORDS.get(String(raw).toLowerCase())
    : undefined;
}

function numberParserOf(
  signal: Signal,
  { mapping, decimal }: { mapping: ValueMapping; decimal: '.' | ',' },
): Parser {
  const { factor = 1, offset = 0 } = mapping;
  const to = signal.unit ?? '';
  const from = mapping.unit ?? to;
  const isScaled = factor !== 1 || offset !== 0 || from !== to;
  // Fails here, once, rather than at every value.
  if (from !== to) convertUnit(0, { from, to });
  const isRounded =
    mapping.round === true || (isScaled && signal.type !== 'float' && signal.type !== 'double');
  const pattern = decimal === '.' ? NUMBER_WITH_POINT : NUMBER_WITH_COMMA;

  return (raw) => {
    let value: number;
    if (typeof raw === 'number') value = raw;
    else if (typeof raw === 'string' && pattern.test(raw)) {
      value = Number(decimal === '.' ? raw : raw.replace(',', '.'));
    } else return undefined;
    if (isScaled) value = convertUnit(value * factor + offset, { from, to });
    if (isRounded) value = Math.round(value);
    // Adding 0 turns -0, which has no encoding of its own, into 0.
    return value + 0;
  };
}

function unreadable(signal: Signal, raw: unknown): ReadValueResult {
  return { code: 'VALUE_UNREADABLE', message: `${quote(raw)} is not a value of type ${signal.type}.` };
}

function describe(code: ValueErrorCode, { signal, value }: { signal: Signal; value: SignalValue }): string {
  switch (code) {
    case 'VALUE_OUT_OF_RANGE':
      return signal.allowed === undefined
        ? `${value} is outside the range of ${rangeOf(signal)}.`
        : `${quote(value)} is none of the allowed values.`;
    case 'VALUE_TYPE_INVALID':
      return `${quote(value)} is not of type ${signal.type}.`;
    case 'VALUE_NOT_FINITE':
      return 'The number is too large.';
    case 'VALUE_TOO_LONG':
      return 'The text is too long.';
    case 'VALUE_NOT_CANONICAL':
      return 'The text is not well-formed Unicode.';
  }
}

function rangeOf({ min, max, type, unit }: Signal): string {
  const bounds = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`];
  const range = bounds.filter((bound) => bound !== '').join(', ');
  return `${range === '' ? type : range}${unit === undefined ? '' : ` ${unit}`}`;
}

function quote(raw: unknown): string {
  const text = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? String(raw));
  return `"${text.length > QUOTED_MAX_LENGTH ? `${text.slice(0, QUOTED_MAX_LENGTH)}…` : text}"`;
}
