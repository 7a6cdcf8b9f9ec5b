// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Batch } from '@datacar/core/records/Batch';
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import { catalogueVersions } from '@datacar/core/signals/catalogueVersions';
import { checkValue } from '@datacar/core/signals/checkValue';
import type { Signal } from '@datacar/core/signals/Signal';
import { signalByPath } from '@datacar/core/signals/signalByPath';
import { valueKindOf } from '@datacar/core/signals/valueKindOf';

const signalCounts = new Map<string, number>(
  catalogueVersions.map(({ idHex, signalCount }) => [`0x${idHex}`, signalCount]),
);

/**
 * Every column is a signal of the batch's catalogue, with values of its type and in its range.
 * @throws DatacarError CATALOGUE_UNKNOWN, SIGNAL_UNKNOWN, VALUE_INVALID, VALUE_OUT_OF_RANGE and what else `checkValue` says
 */
export function checkColumns({ header, columns }: Batch): void {
  const signalCount = signalCounts.get(encodeHex(header.catalogue));
  if (signalCount === undefined) {
    throw new DatacarError(
      'CATALOGUE_UNKNOWN',
      'This server does not know the signal catalogue of the batch.',
      {
        details: { catalogue: encodeHex(header.catalogue) },
      },
    );
  }
  for (const column of columns) {
    const signal = signalByPath(column.path);
    if (signal === undefined || signal.index >= signalCount) {
      throw new DatacarError('SIGNAL_UNKNOWN', `The catalogue has no signal ${column.path}.`, {
        details: { path: column.path },
      });
    }
    if (column.kind !== valueKindOf(signal.type)) {
      throw new DatacarError(
        'VALUE_INVALID',
        `${column.path} is of type ${signal.type}, not ${column.kind}.`,
        {
          details: { path: column.path },
        },
      );
    }
    checkValues(column, signal);
  }
}

function checkValues(column: BatchColumn, signal: Signal): void {
  // decodeBatch has seen to it that a boolean is one.
  if (column.kind === 'boolean') return;
  const { values } = column;
  for (let row = 0; row < values.length; row += 1) {
    const code = checkValue(signal, values[row]);
    if (code === undefined) continue;
    throw new DatacarError(code, `A value of ${column.path} is not allowed: ${describeRange(signal)}.`, {
      details: { path: column.path, timeMs: column.timesMs[row] },
    });
  }
}

function describeRange({ type, min, max, allowed }: Signal): string {
  if (allowed !== undefined) return `one of ${allowed.join(', ')}`;
  return `${type}${min === undefined ? '' : `, at least ${min}`}${max === undefined ? '' : `, at most ${max}`}`;
}
