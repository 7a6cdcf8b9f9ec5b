// SPDX-License-Identifier: Apache-2.0
import { encodeUtf8 } from '../encoding/encodeUtf8.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { BatchColumn } from './BatchColumn.ts';
import { MAX_STRING_BYTES, SIGNAL_PATH } from './batchLimits.ts';
import type { Reading, ReadingValue, ValueKind } from './Reading.ts';

/** Half a character, which UTF-8 cannot hold. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Groups readings by signal, both in the order of the leaves. Strings are brought to NFC.
 *
 * @throws DatacarError SIGNAL_UNKNOWN, VALUE_INVALID, READING_DUPLICATE, INPUT_INVALID (a time that is no
 *   integer, a path that no batch can hold)
 */
export function toColumns(
  readings: readonly Reading[],
  kindOf: (path: string) => ValueKind | undefined,
): BatchColumn[] {
  const byPath = new Map<string, Reading[]>();
  for (const reading of readings) {
    const ofPath = byPath.get(reading.path);
    if (ofPath === undefined) byPath.set(reading.path, [reading]);
    else ofPath.push(reading);
  }
  return [...byPath]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, ofPath]) => toColumn(path, ofPath, kindOf(path)));
}

function toColumn(path: string, readings: Reading[], kind: ValueKind | undefined): BatchColumn {
  if (!SIGNAL_PATH.test(path)) {
    throw new DatacarError('INPUT_INVALID', 'A path is printable ASCII of at most 200 bytes', {
      details: { path },
    });
  }
  if (kind === undefined) {
    throw new DatacarError('SIGNAL_UNKNOWN', `The catalogue has no signal ${path}`, { details: { path } });
  }
  readings.sort((left, right) => left.timeMs - right.timeMs);
  const timesMs = Float64Array.from(readings, ({ timeMs }) => timeMs);
  for (const [row, timeMs] of timesMs.entries()) {
    if (!Number.isSafeInteger(timeMs) || timeMs < 0) {
      throw new DatacarError('INPUT_INVALID', 'A time is a whole number of milliseconds', {
        details: { path, timeMs },
      });
    }
    if (timeMs === timesMs[row - 1]) {
      throw new DatacarError('READING_DUPLICATE', 'The batch holds a signal at the same time twice', {
        details: { path, timeMs },
      });
    }
  }
  if (kind === 'string') {
    return { path, kind, timesMs, values: readings.map((reading) => toText(reading)) };
  }
  return { path, kind, timesMs, values: Float64Array.from(readings, (reading) => toNumber(reading, kind)) };
}

function toText(reading: Reading): string {
  if (typeof reading.value !== 'string' || LONE_SURROGATE.test(reading.value))
    throw invalid(reading, 'string');
  const value = reading.value.normalize('NFC');
  if (encodeUtf8(value).length > MAX_STRING_BYTES) throw invalid(reading, 'string');
  return value;
}

function toNumber(reading: Reading, kind: 'integer' | 'float' | 'boolean'): number {
  const { value } = reading;
  if (!isOfKind(value, kind)) throw invalid(reading, kind);
  return Number(value);
}

function isOfKind(value: ReadingValue, kind: 'integer' | 'float' | 'boolean'): boolean {
  if (kind === 'boolean') return typeof value === 'boolean';
  if (typeof value !== 'number' || Object.is(value, -0)) return false;
  return kind === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
}

function invalid({ path, timeMs, value }: Reading, kind: ValueKind): DatacarError {
  const shown = typeof value === 'string' ? 'a text' : Object.is(value, -0) ? '-0' : String(value);
  return new DatacarError('VALUE_INVALID', `${shown} is no value of a signal of type ${kind}`, {
    details: { path, timeMs },
  });
}
