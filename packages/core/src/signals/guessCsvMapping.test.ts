// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCsvMapping } from './CsvMapping.ts';
import { columnNames, unitWords } from './columnNames.ts';
import { canConvertUnit } from './convertUnit.ts';
import { guessCsvMapping } from './guessCsvMapping.ts';
import { rskTripsMapping } from './rskTripsMapping.ts';
import { signalByPath } from './signalByPath.ts';

const trips = new URL('../../../../../shared/data/trips/', import.meta.url);
const hasTrips = existsSync(trips);

test.skipIf(!hasTrips)(
  `guesses the mapping of the real drives${hasTrips ? '' : ' (skipped: ../shared/data/trips is absent)'}`,
  () => {
    for (const name of readdirSync(trips)) {
      const [header = [], ...rows] = readFileSync(new URL(name, trips), 'utf8')
        .split('\n', 200)
        .map((line) => line.split(','));
      const { columns, time, unknownColumns } = guessCsvMapping(header, rows);
      expect(unknownColumns).toEqual([]);
      const brief = (of: typeof columns) => of.map(({ column, signal, unit }) => ({ column, signal, unit }));
      expect(brief(columns)).toEqual(brief(rskTripsMapping.columns));
      expect(time?.columns).toEqual(['Date', 'Time']);
      expect(time?.needsZone).toBe(true);
      expect([time?.format, ...(time?.alternatives ?? [])]).toContain('M/d/yyyy H:mm:ss');
    }
  },
);

describe('guessCsvMapping', () => {
  test('reads units from names', () => {
    const header = [
      'timestamp',
      'Speed (mph)',
      'outside_temp_f',
      'SoC [%]',
      'odometer_mi',
      'Vehicle.IsMoving',
      'foo',
    ];
    const rows = [['2026-05-01T08:00:00Z', '30', '60', '80', '1000', 'true', '1']];
    expect(guessCsvMapping(header, rows)).toEqual({
      time: { columns: ['timestamp'], format: 'iso8601', needsZone: false, alternatives: [] },
      columns: [
        { column: 'Speed (mph)', signal: 'Vehicle.Speed', unit: 'mph' },
        { column: 'outside_temp_f', signal: 'Vehicle.Exterior.AirTemperature', unit: 'Fahrenheit' },
        {
          column: 'SoC [%]',
          signal: 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current',
          unit: 'percent',
        },
        { column: 'odometer_mi', signal: 'Vehicle.TraveledDistance', unit: 'mi' },
        { column: 'Vehicle.IsMoving', signal: 'Vehicle.IsMoving' },
      ],
      unknownColumns: ['foo'],
    });
  });

  test('sees what values say: a ratio, gear letters', () => {
    const { columns } = guessCsvMapping(
      ['soc', 'gear'],
      [
        ['0.8', 'D'],
        ['0.79', 'R'],
      ],
    );
    expect(columns[0]?.unit).toBe('ratio');
    expect(columns[1]?.values).toMatchObject({ D: 1, N: 0, R: -1 });
  });

  test.each([
    [['1617012825'], 'unix-s', []],
    [['1617012825001'], 'unix-ms', []],
    [['29.03.2021 10:00:00'], 'd.M.yyyy H:mm:ss', []],
    [['03/29/2021 10:00:00'], 'M/d/yyyy H:mm:ss', []],
    [['29/03/2021 10:00:00'], 'd/M/yyyy H:mm:ss', []],
    [['03/04/2021 10:00:00'], 'M/d/yyyy H:mm:ss', ['d/M/yyyy H:mm:ss']],
    [['3/29/2021 1:02:03 PM'], 'M/d/yyyy h:mm:ss a', []],
  ])('finds the format of %o', (times, format, alternatives) => {
    const { time } = guessCsvMapping(
      ['time'],
      times.map((text) => [text]),
    );
    expect(time).toMatchObject({ format, alternatives });
  });

  test('takes a wrong date for a wrong date, not for another format', () => {
    const rows = [
      ...Array.from({ length: 9 }, (_, day) => [`03/${day + 20}/2021 10:00:00`]),
      ['90/02/2032 10:00:00'],
    ];
    expect(guessCsvMapping(['time'], rows).time?.format).toBe('M/d/yyyy H:mm:ss');
  });

  test('gives columns that a mapping may have, whatever the file is', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('speed', 'lat', 'date', 'soc', 'temp k')),
          {
            maxLength: 8,
          },
        ),
        fc.array(
          fc.array(fc.oneof(fc.string(), fc.constantFrom('0.5', '1', '2021-03-29')), { maxLength: 8 }),
          { maxLength: 5 },
        ),
        (header, rows) => {
          const { columns, unknownColumns, time } = guessCsvMapping(header, rows);
          expect(columns.length + unknownColumns.length + (time?.columns.length ?? 0)).toBe(header.length);
          if (columns.length === 0) return;
          parseCsvMapping({
            version: 1,
            kind: 'csv',
            name: 'guess',
            time: { columns: ['t'], format: 'iso8601' },
            columns,
          });
        },
      ),
    );
  });
});

test('the names and units of columns are those of the catalogue', () => {
  for (const { signal, unit } of columnNames) {
    const found = signalByPath(signal);
    expect(found?.path).toBe(signal);
    if (unit !== undefined) expect(canConvertUnit({ from: unit, to: found?.unit ?? '' })).toBe(true);
  }
  for (const unit of unitWords.values()) expect(canConvertUnit({ from: unit, to: unit })).toBe(true);
});
