// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CsvMapping } from '@datacar/core/signals/CsvMapping';
import { rskTripsMapping } from '@datacar/core/signals/rskTripsMapping';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PREVIEW_ROWS_MAX, previewFile } from './previewFile.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datacar-preview-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function preview(text: string, mapping?: CsvMapping) {
  const file = join(folder, 'drive.csv');
  await writeFile(file, text);
  return previewFile(file, mapping);
}

describe('a preview', () => {
  test('reads by a guess that leaves nothing open', async () => {
    const seen = await preview('time,Speed (mph)\n2026-05-01T08:00:00Z,10\n');
    expect([seen.mappingOrigin, seen.mapping?.columns]).toEqual([
      'guessed',
      [{ column: 'Speed (mph)', signal: 'Vehicle.Speed', unit: 'mph' }],
    ]);
    expect(seen.readings).toEqual([
      { signal: 'Vehicle.Speed', timeMs: Date.UTC(2026, 4, 1, 8), value: expect.closeTo(16.09344, 9) },
    ]);
  });

  test.each([
    ['no time zone', 'time,speed\n2026-05-01 08:00:00,10\n'],
    ['day or month first', 'date,time,speed\n1/2/2026,08:00:00Z,10\n'],
    ['no time', 'speed\n10\n'],
    ['no signal', 'time,nothing known\n2026-05-01T08:00:00Z,10\n'],
  ])('asks when there is %s', async (_what, text) => {
    expect(await preview(text)).toMatchObject({ mapping: null, mappingOrigin: null, readings: [] });
  });

  test.each([
    [',', '.', 'time,speed,soc\n2026-05-01T08:00:00Z,10.5,80\n'],
    [';', ',', 'time;speed;soc\n2026-05-01T08:00:00Z;10,5;80\n'],
    [';', '.', 'time;speed;soc\n2026-05-01T08:00:00Z;10.5;80\n'],
    ['\t', ',', 'time\tspeed\tsoc\n2026-05-01T08:00:00Z\t10,5\t80\n'],
    ['|', '.', 'time|speed|soc\n2026-05-01T08:00:00Z|10.5|80\n'],
  ])('finds the delimiter %j and the decimal sign %j', async (delimiter, decimal, text) => {
    const seen = await preview(text);
    expect([seen.guess.delimiter, seen.guess.decimal, seen.readings[0]?.value]).toEqual([
      delimiter,
      decimal,
      10.5,
    ]);
  });

  test('knows a logger by its header, and shows a few rows only', async () => {
    const row = '6/1/2021,08:00:00,80,10,D,33,-6,100,10,20,60,Clouds,2,0,40';
    const seen = await preview(`${rskTripsMapping.header?.join(',')}\n${`${row}\n`.repeat(500)}`);
    expect([seen.mappingOrigin, seen.rows.length]).toEqual(['known', PREVIEW_ROWS_MAX]);
    expect(seen.readings).toHaveLength(13 * PREVIEW_ROWS_MAX);
  });

  test('says what an import would refuse, by line', async () => {
    const good = '2026-05-01T08:00:02Z,4\n'.repeat(8);
    const seen = await preview(
      `time,speed\n2026-05-01T08:00:00Z,fast\n2026-05-01T08:00:01Z,1,2\nnever,3\n${good}`,
    );
    expect(seen.readingsRefused).toMatchObject([
      { line: 2, signal: 'Vehicle.Speed', code: 'VALUE_UNREADABLE' },
    ]);
    expect(seen.rowsRefused.map(({ line, code }) => [line, code])).toEqual([
      [3, 'ROW_COLUMNS_WRONG'],
      [4, 'DATE_INVALID'],
    ]);
  });

  test('refuses what is no table', async () => {
    await expect(preview('')).rejects.toMatchObject({ code: 'FILE_EMPTY' });
    await expect(previewFile(join(folder, 'none.csv'), undefined)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
    await expect(preview(`${'a,'.repeat(2_000)}a\n`)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
