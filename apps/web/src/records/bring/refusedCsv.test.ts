// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { refusedCsv, refusedOf } from './refusedCsv.ts';

test('lists what was refused in the order of the file, quoted where it must be', () => {
  const refused = refusedOf({
    rows: 4,
    rowsAccepted: 3,
    rowsRefused: [{ line: 4, code: 'DATE_INVALID', message: 'There is no "30 February", here' }],
    readingsRefused: [{ line: 2, signal: 'Vehicle.Speed', code: 'VALUE_OUT_OF_RANGE', message: 'Too fast' }],
    readingsRefusedTotal: 1,
    readings: 5,
    readingsDuplicate: 0,
    readingsConflicting: 0,
    batches: 1,
    anchoredIn: null,
    alreadyImported: false,
    stream: '00',
    mapping: null,
  });
  expect(refusedCsv(refused)).toBe(
    'line,signal,code,message\r\n' +
      '2,Vehicle.Speed,VALUE_OUT_OF_RANGE,Too fast\r\n' +
      '4,,DATE_INVALID,"There is no ""30 February"", here"\r\n',
  );
});
