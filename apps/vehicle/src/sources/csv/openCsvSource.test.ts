// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatacarError } from '@datacar/core/errors/DatacarError';
import { type CsvMapping, parseCsvMapping } from '@datacar/core/signals/CsvMapping';
import { checkValue } from '@datacar/core/signals/checkValue';
import { rskTripsMapping } from '@datacar/core/signals/rskTripsMapping';
import { signalByPath } from '@datacar/core/signals/signalByPath';
import { detectDrives, drivePaths, driveSampleOf } from '@datacar/core/vehicles/detectDrives';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCsvMapping } from '../mapping/loadCsvMapping.ts';
import type { SourceChunk } from '../Source.ts';
import { openCsvSource } from './openCsvSource.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datacar-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readAll(file: string, mapping?: CsvMapping): Promise<SourceChunk> {
  const all: SourceChunk = { rowsRead: 0, readings: [], refusedRows: [], refusedReadings: [] };
  const source = await openCsvSource({ file, mapping });
  for await (const chunk of source.read()) {
    all.rowsRead += chunk.rowsRead;
    all.readings.push(...chunk.readings);
    all.refusedRows.push(...chunk.refusedRows);
    all.refusedReadings.push(...chunk.refusedReadings);
  }
  return all;
}

async function readText(text: string | Uint8Array, mapping?: CsvMapping): Promise<SourceChunk> {
  const file = join(folder, 'input.csv');
  await writeFile(file, text);
  return readAll(file, mapping);
}

const trips = fileURLToPath(new URL('../../../../../../shared/data/trips/', import.meta.url));
const hasTrips = existsSync(trips);
const tripFiles = hasTrips ? readdirSync(trips).sort() : [];

describe.skipIf(!hasTrips)(
  `the real drives${hasTrips ? '' : ' (skipped: ../shared/data/trips is absent)'}`,
  () => {
    test('have 43,115 rows, of which 157 have dates that do not exist', async () => {
      const refused: Record<string, number> = {};
      const totals = { rows: 0, readings: 0 };
      const outside: unknown[] = [];
      for (const name of tripFiles) {
        const { rowsRead, readings, refusedRows, refusedReadings } = await readAll(join(trips, name));
        totals.rows += rowsRead;
        totals.readings += readings.length;
        if (refusedRows.length > 0) refused[name] = refusedRows.length;
        expect(new Set(refusedRows.map(({ code }) => code))).toEqual(
          new Set(refusedRows.length > 0 ? ['DATE_INVALID'] : []),
        );
        outside.push(...refusedReadings.map(({ line, signal, code }) => [name, line, signal, code]));
      }
      expect(totals).toEqual({ rows: 43_115, readings: 42_958 * 13 - 3 });
      expect(refused).toEqual({
        'T1_03_29_2021.csv': 10,
        'T1_06_30_2021_1.csv': 34,
        'T2_03_29_2021.csv': 57,
        'T2_03_30_2021.csv': 56,
      });
      const longitude = 'Vehicle.CurrentLocation.Longitude';
      expect(outside).toEqual(
        [1_096, 1_097, 1_098].map((line) => ['T3_06_07_2021.csv', line, longitude, 'VALUE_OUT_OF_RANGE']),
      );
    });

    test('are read value by value, at the right time in UTC', async () => {
      for (const name of tripFiles) {
        const readings = new Map(
          (await readAll(join(trips, name))).readings.map(({ path, timeMs, value }) => [
            `${path} ${timeMs}`,
            value,
          ]),
        );
        let compared = 0;
        for (const line of readFileSync(join(trips, name), 'utf8').split('\n').slice(1)) {
          const cells = line.split(',');
          const [month = 0, day = 0, year = 0] = (cells[0] ?? '').split('/').map(Number);
          if (year !== 2021) continue;
          // In 2021 Ramadan, and with it UTC+0, was from 11 April to 16 May.
          const offsetHours = month === 4 && day > 11 ? 0 : 1;
          const [hour = 0, minute = 0, second = 0] = (cells[1] ?? '').split(':').map(Number);
          const timeMs = Date.UTC(year, month - 1, day, hour - offsetHours, minute, second);
          for (const { column, signal } of rskTripsMapping.columns) {
            const cell = cells[rskTripsMapping.header?.indexOf(column) ?? -1] ?? '';
            if (cell === '1555.633300') continue;
            const expected =
              column === 'Weather' ? cell : column === 'Mode' ? { N: 0, D: 1, R: -1 }[cell] : Number(cell);
            if (readings.get(`${signal} ${timeMs}`) !== expected) {
              throw new Error(`${name}: ${line}: ${signal} is ${readings.get(`${signal} ${timeMs}`)}`);
            }
            compared += 1;
          }
        }
        expect(compared).toBe(readings.size);
      }
    });

    // Computed from the files by an independent program in Python that looks at whole drives: seconds of start and end,
    // metres, seconds covered, greatest km/h, drop of the state of charge.
    test.each([
      ['T1_03_29_2021.csv', 1617012840, 1617019009, 49604.182, 6158, 64.93, 72.52, 1, 0],
      ['T1_06_30_2021_1.csv', 1625056237, 1625061431, 45125.846, 5158, 76.92, 61.3, 2, 1],
      ['T1_06_30_2021_2.csv', 1625042372, 1625048261, 44347.144, 5889, 64.49, 58.42, 0, 1],
      ['T2_03_29_2021.csv', 1617032969, 1617041488, 58207.876, 8459, 68.15, 78.9, 3, 0],
      ['T2_03_30_2021.csv', 1617111035, 1617117799, 52193.91, 6706, 68.59, 70.66, 2, 0],
      ['T3_04_22_2021_1.csv', 1619080982, 1619082018, 14147.081, 1036, 81.58, 18.74, 0, 0],
      ['T3_04_22_2021_2.csv', 1619082165, 1619083258, 15478.356, 1093, 82.69, 29.64, 0, 0],
      ['T3_04_26_2021_1.csv', 1619429777, 1619430799, 14342.971, 1022, 80.58, 24.44, 0, 0],
      ['T3_05_25_2021_04.csv', 1621959601, 1621962096, 32991.771, 2495, 81.58, 47.86, 0, 0],
      ['T3_05_25_2021_1.csv', 1621935522, 1621936458, 13831.196, 936, 80.03, 23.66, 0, 0],
      ['T3_05_25_2021_2.csv', 1621940051, 1621941125, 15562.1, 1074, 79.03, 27.42, 0, 0],
      ['T3_05_25_2021_3.csv', 1621954017, 1621954967, 14200.224, 950, 79.58, 24.06, 0, 0],
      ['T3_06_07_2021.csv', 1623078401, 1623080084, 19717.907, 1683, 83.69, 29.86, 0, 0],
    ])('are found as drives: %s', async (name, startS, endS, meters, coveredS, topKmh, drop, gaps, jumps) => {
      const drives = [];
      for await (const drive of detectDrives(await samplesOf([name]))) drives.push(drive);
      expect(drives).toHaveLength(1);
      const [drive] = drives;
      expect(drive).toMatchObject({
        startMs: startS * 1_000,
        endMs: endS * 1_000,
        coveredMs: coveredS * 1_000,
        speedKmhMax: topKmh,
      });
      expect(drive?.distanceMeters).toBeCloseTo(meters, 2);
      expect(drive?.speedKmhMean).toBeCloseTo((meters / coveredS) * 3.6, 5);
      expect(drive?.stateOfChargeDrop).toBeCloseTo(drop, 6);
      expect(drive?.gaps).toHaveLength(gaps);
      expect(drive?.stateOfChargeJumps).toHaveLength(jumps);
    });

    test('are twelve drives of one car, because two files are three minutes apart', async () => {
      const drives = [];
      for await (const drive of detectDrives(await samplesOf(tripFiles))) drives.push(drive);
      expect(drives).toHaveLength(12);
      const joined = drives.find(({ startMs }) => startMs === 1619080982_000);
      expect(joined?.endMs).toBe(1619083258_000);
      expect(joined?.gaps).toEqual([{ fromMs: 1619082018_000, toMs: 1619082162_000 }]);
    });

    async function samplesOf(names: string[]) {
      const valuesByTime = new Map<number, unknown[]>();
      for (const name of names) {
        for (const { path, timeMs, value } of (await readAll(join(trips, name))).readings) {
          const position = (drivePaths as readonly string[]).indexOf(path);
          if (position === -1) continue;
          const values = valuesByTime.get(timeMs) ?? drivePaths.map(() => undefined);
          valuesByTime.set(timeMs, values);
          values[position] = value;
        }
      }
      return [...valuesByTime]
        .sort(([left], [right]) => left - right)
        .map(([timeMs, values]) => driveSampleOf(timeMs, values));
    }
  },
);

const logger: CsvMapping = {
  version: 1,
  kind: 'csv',
  name: 'logger',
  delimiter: ';',
  decimal: ',',
  time: { columns: ['at'], format: 'iso8601' },
  columns: [
    { column: 'mph', signal: 'Vehicle.Speed', unit: 'mph' },
    { column: 'odo', signal: 'Vehicle.TraveledDistance', unit: 'mi' },
    { column: 'out', signal: 'Vehicle.Exterior.AirTemperature', unit: 'Fahrenheit', missing: ['n/a'] },
    { column: 'charging', signal: 'Vehicle.Powertrain.TractionBattery.Charging.IsCharging' },
    { column: 'power', signal: 'Vehicle.Powertrain.TractionBattery.CurrentPower', unit: 'kW', factor: -1 },
    { column: 'brake', signal: 'Vehicle.Chassis.Brake.PedalPosition', round: true },
  ],
};

describe('a mapping', () => {
  test('says units, words, decimal sign and what is missing', async () => {
    const { readings, refusedReadings } = await readText(
      'at;mph;odo;out;charging;power;brake;note\n' +
        '2026-05-01T08:00:00Z;31,25;1000;50;Yes;7,4;12,6;"a; b"\n' +
        '2026-05-01T08:00:01Z;;;n/a;off;-0;;\n',
      logger,
    );
    const startMs = Date.UTC(2026, 4, 1, 8);
    expect(refusedReadings).toEqual([]);
    expect(
      readings.map(({ path, timeMs, value }) => [path.split('.').at(-1), timeMs - startMs, value]),
    ).toEqual([
      ['Speed', 0, expect.closeTo(50.292, 9)],
      ['TraveledDistance', 0, 1_609_344],
      ['AirTemperature', 0, 10],
      ['IsCharging', 0, true],
      ['CurrentPower', 0, -7_400],
      ['PedalPosition', 0, 13],
      ['IsCharging', 1_000, false],
      ['CurrentPower', 1_000, 0],
    ]);
    expect(Object.is(readings.at(-1)?.value, -0)).toBe(false);
  });

  test('refuses cells alone and rows as a whole, with their lines', async () => {
    const { rowsRead, readings, refusedRows, refusedReadings } = await readText(
      'at;mph;odo;out;charging;power;brake\n' +
        '2026-05-01T08:00:00Z;fast;-1;1e400;maybe;0x10;101\n' +
        '2026-13-01T08:00:00Z;1;1;1;1;1;1\n' +
        '\n' +
        '2026-05-01T08:00:00Z;1;1;1;1;1\n' +
        '2026-05-01T08:00:00Z;"1;1;1;1;1;1\n',
      logger,
    );
    expect(rowsRead).toBe(4);
    expect(readings).toEqual([]);
    expect(refusedReadings.map(({ line, signal, code }) => [line, signal?.split('.').at(-1), code])).toEqual([
      [2, 'Speed', 'VALUE_UNREADABLE'],
      [2, 'TraveledDistance', 'VALUE_OUT_OF_RANGE'],
      [2, 'AirTemperature', 'VALUE_NOT_FINITE'],
      [2, 'IsCharging', 'VALUE_UNREADABLE'],
      [2, 'CurrentPower', 'VALUE_UNREADABLE'],
      [2, 'PedalPosition', 'VALUE_OUT_OF_RANGE'],
    ]);
    expect(refusedRows.map(({ line, code }) => [line, code])).toEqual([
      [3, 'DATE_INVALID'],
      [5, 'ROW_COLUMNS_WRONG'],
      [6, 'ROW_MALFORMED'],
    ]);
  });

  test.each([
    ['', 'FILE_EMPTY'],
    ['\n\n', 'FILE_EMPTY'],
    ['a,b\n1,2\n', 'MAPPING_UNKNOWN'],
    ['"a\n1,2\n', 'ROW_MALFORMED'],
    ['Date,Time,Soc\n', 'MAPPING_UNKNOWN'],
  ])('is not found for %j', async (text, code) => {
    await expect(readText(text)).rejects.toMatchObject({ code });
  });

  test('is drafted for a file whose columns have telling names', async () => {
    const text = 'when,speed_mph,soc\n29.03.2021 10:00:00,20,80\n';
    const error = await readText(text).catch((reason: DatacarError) => reason);
    expect(error).toMatchObject({ code: 'MAPPING_UNKNOWN' });
    const { draft } = (error as DatacarError).details as { draft: CsvMapping };
    const mapping = parseCsvMapping({ ...draft, time: { ...draft.time, zone: 'Europe/Berlin' } });
    const { readings } = await readText(text, mapping);
    expect(readings).toEqual([
      { path: 'Vehicle.Speed', timeMs: Date.UTC(2021, 2, 29, 8), value: expect.closeTo(32.18688, 9) },
      {
        path: 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current',
        timeMs: Date.UTC(2021, 2, 29, 8),
        value: 80,
      },
    ]);
    await expect(readText(text, draft)).rejects.toMatchObject({ code: 'MAPPING_INVALID' });
  });

  test('must fit the header', async () => {
    await expect(readText('at;mph\n', logger)).rejects.toMatchObject({
      code: 'MAPPING_INVALID',
      details: { column: 'odo' },
    });
    await expect(readText('at;mph;mph;odo;out;charging;power;brake\n', logger)).rejects.toMatchObject({
      code: 'MAPPING_INVALID',
      details: { column: 'mph' },
    });
  });

  test('comes from a file, and says what is wrong with it', async () => {
    const file = join(folder, 'mapping.json');
    await writeFile(file, `\uFEFF${JSON.stringify(logger)}`);
    expect(await loadCsvMapping(file)).toEqual(logger);
    expect((await loadCsvMapping('rsk-trips')).name).toBe('rsk-trips');
    await writeFile(file, '{"version": 1,');
    await expect(loadCsvMapping(file)).rejects.toMatchObject({ code: 'MAPPING_INVALID' });
    await expect(loadCsvMapping(join(folder, 'absent'))).rejects.toMatchObject({ code: 'MAPPING_UNKNOWN' });
  });

  test.each([
    [{ columns: [{ column: 'a', signal: 'Vehicle.Sped' }] }, 'columns.0.signal'],
    [{ columns: [{ column: 'a', signal: 'Vehicle.Speed', unit: 'kg' }] }, 'columns.0.unit'],
    [{ columns: [{ column: 'a', signal: 'Vehicle.Speed', factor: 0 }] }, 'columns.0.factor'],
    [{ columns: [{ column: 'a', signal: 'Vehicle.IsMoving', offset: 1 }] }, 'columns.0.signal'],
    [{ columns: [{ column: 'a', signal: 'Vehicle.IsMoving', values: { x: 1 } }] }, 'columns.0.values'],
    [{ columns: [{ column: 'a', signal: 'Vehicle.Speed', colour: 'red' }] }, 'columns.0'],
    [{ columns: [] }, 'columns'],
    [{ version: 2 }, 'version'],
    [{ name: 'Über' }, 'name'],
    [{ time: { columns: [], format: 'iso8601' } }, 'time.columns'],
    [{ delimiter: '--' }, 'delimiter'],
  ])('is refused with %o', (change, field) => {
    try {
      parseCsvMapping({ ...logger, ...change });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'MAPPING_INVALID', details: { issues: [{ field }] } });
    }
  });

  test('is refused when it is no object at all', () => {
    for (const input of [null, 1, 'x', [], undefined]) {
      expect(() => parseCsvMapping(input)).toThrow(expect.objectContaining({ code: 'MAPPING_INVALID' }));
    }
  });
});

test('a file that is absent, or a folder, is unreadable', async () => {
  await expect(openCsvSource({ file: join(folder, 'absent.csv') })).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
  });
  await expect(openCsvSource({ file: folder })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});

test('reading ends when it is told to', async () => {
  const file = join(folder, 'long.csv');
  const row = '2026-05-01T08:00:00Z;1;1;1;1;1;1\n';
  await writeFile(file, `at;mph;odo;out;charging;power;brake\n${row.repeat(50_000)}`);
  const source = await openCsvSource({ file, mapping: logger });
  const controller = new AbortController();
  let rows = 0;
  for await (const chunk of source.read({ signal: controller.signal })) {
    rows += chunk.rowsRead;
    controller.abort();
  }
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(50_000);
});

test('whatever a file holds, it gives only good readings and known refusals', async () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '-0',
      '1e309',
      '2026-05-01T08:00:00Z',
      '2026-02-30T08:00:00Z',
      '"',
      'yes',
      'NaN',
      '\u0000',
    ),
    fc.string({ unit: 'binary', maxLength: 10 }),
  );
  const rows = fc.array(
    fc.array(cell, { minLength: 5, maxLength: 8 }).map((cells) => cells.join(';')),
    { maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(rows, async (lines) => {
      const text = ['at;mph;odo;out;charging;power;brake', ...lines].join('\n');
      for (const { path, timeMs, value } of (await readText(text, logger)).readings) {
        const signal = signalByPath(path);
        expect(signal !== undefined && checkValue(signal, value)).toBe(undefined);
        expect(Number.isSafeInteger(timeMs) && timeMs >= 0).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
