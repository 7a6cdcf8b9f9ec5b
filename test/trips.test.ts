// SPDX-License-Identifier: Apache-2.0
// The main job on real input: 13 drives of one car, imported, queried, exported, proved and verified by the CLI.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDatacar, runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { type RunningDatacar, startDatacar } from '@datacar/testing/cli/startDatacar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const TRIPS = '../shared/data/trips';
const hasTrips = existsSync(TRIPS);
if (!hasTrips) console.warn(`${TRIPS} is absent: the tests on real drives are skipped.`);

const SPEED = 'Vehicle.Speed';
const CHARGE = 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current';
const ROWS_REFUSED = {
  'T1_03_29_2021.csv': 10,
  'T1_06_30_2021_1.csv': 34,
  'T2_03_29_2021.csv': 57,
  'T2_03_30_2021.csv': 56,
} as Record<string, number>;

/** Each column of the files, with its signal. What a cell becomes is stated in `expectedValue`. */
const SIGNAL_OF_COLUMN: Record<string, string> = {
  Soc: CHARGE,
  Speed: SPEED,
  Mode: 'Vehicle.Powertrain.Transmission.CurrentGear',
  LAT: 'Vehicle.CurrentLocation.Latitude',
  LON: 'Vehicle.CurrentLocation.Longitude',
  ALT: 'Vehicle.CurrentLocation.Altitude',
  Temperature: 'Vehicle.Exterior.AirTemperature',
  Humidity: 'Vehicle.Exterior.Humidity',
};

interface ImportedFile {
  file: string;
  rows: number;
  rowsAccepted: number;
  rowsRefused: { line: number; code: string; message: string }[];
  readings: number;
  batches: number;
  anchoredIn: { transactionHash: string; blockNumber: number };
}

/** Casablanca was at UTC+1 in 2021 except in Ramadan (11 April 03:00 to 16 May 02:00), when it was at UTC. */
function expectedTimeMs(date: string, time: string): number {
  const [month, day, year] = date.split('/').map(Number) as [number, number, number];
  const [hour, minute, second] = time.split(':').map(Number) as [number, number, number];
  const localMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const isRamadan = localMs >= Date.UTC(2021, 3, 11, 3) && localMs < Date.UTC(2021, 4, 16, 2);
  return localMs - (isRamadan ? 0 : 3_600_000);
}

const expectedValue = (column: string, cell: string) =>
  column === 'Mode' ? { N: 0, D: 1, R: -1 }[cell] : Number(cell);

/** Reads the files by itself, with nothing of the importer's: `signal|time` to value. */
function readExpected(files: string[]): Map<string, number | undefined> {
  const expected = new Map<string, number | undefined>();
  for (const file of files) {
    const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
    const columns = header.split(',');
    for (const line of lines) {
      const cells = line.split(',');
      if (!/^\d{1,2}\/\d{1,2}\/2021$/.test(cells[0] ?? '')) continue;
      const timeMs = expectedTimeMs(cells[0] ?? '', cells[1] ?? '');
      for (const [index, column] of columns.entries()) {
        const signal = SIGNAL_OF_COLUMN[column];
        const value = expectedValue(column, cells[index] ?? '');
        if (signal === undefined || (column === 'LON' && Number(value) > 180)) continue;
        expected.set(`${signal}|${timeMs}`, value);
      }
    }
  }
  return expected;
}

describe.skipIf(!hasTrips)('thirteen real drives', () => {
  const home = mkdtempSync(join(tmpdir(), 'datacar-trips-'));
  const files = hasTrips
    ? readdirSync(TRIPS)
        .sort()
        .map((file) => join(TRIPS, file))
    : [];
  const inHome = (file: string) => join(home, file);
  let datacar: RunningDatacar;
  let vehicle: string;
  let imported: ImportedFile[];

  beforeAll(async () => {
    datacar = await startDatacar({ home });
    const registered = await runDatacarJson<{ id: string; did: string }>(
      ['vehicle', 'register', '--vin', 'VF1ACVYB012345678', '--model', 'Renault Twizy'],
      { home },
    );
    expect(registered.did).toMatch(/^did:erc721:\d+:0x[0-9a-fA-F]{40}:1$/);
    vehicle = registered.id;
    const result = await runDatacarJson<{ files: ImportedFile[] }>(
      ['drive', 'import', ...files, '--vehicle', vehicle],
      { home },
    );
    imported = result.files;
  }, 240_000);

  afterAll(async () => {
    await datacar?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test('every row is read, and those with an impossible date are refused with their line', () => {
    expect(imported.map(({ file }) => file.split('/').at(-1))).toEqual(
      files.map((file) => file.split('/').at(-1)),
    );
    const sum = (count: (file: ImportedFile) => number) =>
      imported.reduce((total, file) => total + count(file), 0);
    expect(sum(({ rows }) => rows)).toBe(43_115);
    expect(sum(({ rowsAccepted }) => rowsAccepted)).toBe(42_958);
    for (const { file, rowsRefused, readings, batches, anchoredIn } of imported) {
      const name = file.split('/').at(-1) ?? '';
      expect([name, rowsRefused.length]).toEqual([name, ROWS_REFUSED[name] ?? 0]);
      const lines = readFileSync(join(TRIPS, name), 'utf8').split('\n');
      for (const { line } of rowsRefused) expect(lines[line - 1]).not.toMatch(/^\d{1,2}\/\d{1,2}\/2021,/);
      expect(readings).toBeGreaterThan(0);
      expect(batches).toBeGreaterThan(0);
      expect(anchoredIn.transactionHash).toMatch(/^0x[0-9a-f]{64}$/);
    }
  });

  test('importing the same file again adds nothing', async () => {
    const { files: again } = await runDatacarJson<{ files: ImportedFile[] }>(
      ['drive', 'import', files[0] ?? '', '--vehicle', vehicle],
      { home },
    );
    expect(again[0]?.readings).toBe(0);
    const human = await runDatacar(['drive', 'import', files[0] ?? '', '--vehicle', vehicle], { home });
    expect(human.status).toBe(0);
    expect(human.stdout).toMatch(/already/i);
  }, 60_000);

  test('every value read back equals the file and every time is right in UTC', async () => {
    const csv = inHome('all.csv');
    const exported = await runDatacar(
      [
        'export',
        '--vehicle',
        vehicle,
        '--from',
        '2021-01-01',
        '--to',
        '2022-01-01',
        '--format',
        'csv',
        '-o',
        csv,
      ],
      { home },
    );
    expect(exported.stderr + exported.stdout).not.toMatch(/error/i);
    expect(exported.status).toBe(0);
    const [header = '', ...lines] = readFileSync(csv, 'utf8').trim().split('\n');
    const column = (name: string) => header.split(',').indexOf(name);
    const [time, signal, value] = [column('time'), column('signal'), column('value')];
    const actual = new Map(
      lines.map((line) => {
        const cells = line.split(',');
        return [`${cells[signal]}|${Date.parse(cells[time] ?? '')}`, cells[value] ?? ''];
      }),
    );
    expect(actual.size).toBe(lines.length);
    const expected = readExpected(files);
    const wrong = [...expected].filter(([key, number]) => Number(actual.get(key)) !== number);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(expected.size).toBe(42_958 * Object.keys(SIGNAL_OF_COLUMN).length - 3);
  }, 60_000);

  test('series and drives answer', async () => {
    const series = await runDatacar(
      [
        ...['series', '--vehicle', vehicle, '--signal', SPEED, '--signal', CHARGE, '--interval', '60s'],
        ...['--from', '2021-03-29T10:00:00Z', '--to', '2021-03-29T13:00:00Z', '--agg', 'avg', '--json'],
      ],
      { home },
    );
    expect(series.status).toBe(0);
    expect(series.stdout).toContain(SPEED);
    const drives = await runDatacarJson<unknown>(['drives', '--vehicle', vehicle], { home });
    expect(JSON.stringify(drives)).toContain('distanceMeters');
  });

  test('one reading is proved in at most 4 kB and verified offline, and any changed byte fails', async () => {
    const proof = inHome('speed.datacar');
    const at = '2021-03-29T15:49:29Z';
    const made = await runDatacar(
      ['proof', '--vehicle', vehicle, '--signal', SPEED, '--at', at, '-o', proof],
      { home },
    );
    expect(made.stderr).not.toMatch(/error/i);
    expect(made.status).toBe(0);
    const bytes = readFileSync(proof);
    expect(bytes.length).toBeLessThanOrEqual(4096);
    const verdict = await runDatacar(['verify', proof, '--json'], { home });
    expect(verdict.status).toBe(0);
    expect(verdict.stdout).toContain('9.1');

    const withoutTrust = await runDatacar(['verify', proof], { home: join(home, 'nowhere') });
    expect(withoutTrust.status).toBe(1);
    expect(withoutTrust.stdout.split('\n')[0]).toContain('UNAUTHENTICATED');

    const changed = inHome('changed.datacar');
    for (const position of [0, 40, bytes.length >> 1, bytes.length - 1]) {
      const copy = Buffer.from(bytes);
      copy[position] = (copy[position] ?? 0) ^ 1;
      writeFileSync(changed, copy);
      expect((await runDatacar(['verify', changed], { home })).status).toBe(1);
    }
  }, 60_000);

  test('a period is proved with its coverage', async () => {
    const proof = inHome('period.datacar');
    const made = await runDatacar(
      [
        ...['proof', '--vehicle', vehicle, '--signal', CHARGE, '-o', proof],
        ...['--from', '2021-04-22T08:42:00Z', '--to', '2021-04-22T08:52:00Z'],
      ],
      { home },
    );
    expect(made.stderr).not.toMatch(/error/i);
    expect(made.status).toBe(0);
    const verdict = await runDatacar(['verify', proof, '--json'], { home });
    expect(verdict.status).toBe(0);
    expect(verdict.stdout).toMatch(/coverage/);
  });

  test('a period is exported as Parquet', async () => {
    const file = inHome('day.parquet');
    const exported = await runDatacar(
      [
        'export',
        '--vehicle',
        vehicle,
        '--from',
        '2021-03-29',
        '--to',
        '2021-03-30',
        '--format',
        'parquet',
        '-o',
        file,
      ],
      { home },
    );
    expect(exported.status).toBe(0);
    const bytes = readFileSync(file);
    expect(bytes.subarray(0, 4).toString()).toBe('PAR1');
    expect(bytes.subarray(-4).toString()).toBe('PAR1');
  });
});
