// SPDX-License-Identifier: Apache-2.0
import type { ImportResult } from '@datacar/core/vehicles/AgentEvent';
import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import { renderImportResult } from './renderImportResult.ts';

const colors = createColors(false);
const refusal = (line: number, code = 'DATE_INVALID') => ({ line, code, message: `line ${line} is wrong` });
const result: ImportResult = {
  file: 'drive.csv',
  rows: 6189,
  rowsAccepted: 6185,
  rowsRefused: [refusal(10), refusal(11), refusal(12), refusal(20, 'ROW_MALFORMED')],
  readingsRefused: [],
  readingsRefusedTotal: 0,
  readings: 80_327,
  readingsDuplicate: 0,
  readingsConflicting: 0,
  batches: 104,
  anchoredIn: { transactionHash: '0xab', blockNumber: 9 },
  alreadyImported: false,
  isResumed: false,
  stream: 'ab'.repeat(32),
  mapping: 'rsk-trips',
};

test('says what became of a file, with rows in a row that were refused for one reason as one line', () => {
  expect(renderImportResult(result, colors).split('\n')).toEqual([
    '✔ drive.csv',
    '  rows      6,189 read, 6,185 accepted, 4 refused',
    '    lines 10 to 12, the first: line 10 is wrong',
    '    line 20: line 20 is wrong',
    '  readings  80,327 added',
    '  batches   104 added',
    '  anchor    block 9, transaction 0xab',
  ]);
});

test('says that a file was imported before', () => {
  const again = {
    ...result,
    readings: 0,
    batches: 0,
    rowsRefused: [],
    alreadyImported: true,
    readingsDuplicate: 80_327,
  };
  expect(renderImportResult(again, colors)).toMatch(/imported already; nothing was added/);
});

test('shows a limited number of refusals and says how many there are more', () => {
  const rowsRefused = Array.from({ length: 40 }, (_, index) => refusal(2 * index));
  expect(renderImportResult({ ...result, rowsAccepted: 6149, rowsRefused }, colors)).toContain(
    'and 30 more; --json lists them',
  );
});

test('says why a file could not be read', () => {
  const error = { code: 'FILE_EMPTY', message: 'The file has no header line.' };
  expect(renderImportResult({ ...result, error }, colors)).toBe(
    '✖ drive.csv\n  The file has no header line. (FILE_EMPTY)',
  );
});
