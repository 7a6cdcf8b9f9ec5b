// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DRIVE_END_MS, type DriveDetectorOptions, type DriveSample } from './createDriveDetector.ts';
import type { Drive } from './Drive.ts';
import { detectDrives, drivePaths, driveSampleOf } from './detectDrives.ts';

async function drivesOf(samples: DriveSample[], options?: DriveDetectorOptions): Promise<Drive[]> {
  const drives: Drive[] = [];
  for await (const drive of detectDrives(samples, options)) drives.push(drive);
  return drives;
}

/** One sample a second from `startS`, with these speeds. */
function drivingAt(startS: number, speedsKmh: number[]): DriveSample[] {
  return speedsKmh.map((speedKmh, index) => ({ timeMs: (startS + index) * 1_000, speedKmh }));
}

const minuteAt36 = Array.from({ length: 60 }, () => 36);

describe('a drive', () => {
  test('goes from the last standing reading to the first standing one, by the trapezoidal rule', async () => {
    const drives = await drivesOf(drivingAt(100, [0, 0, 0, ...minuteAt36, 0, 0, 0]));
    // 36 km/h is 10 m/s: 59 full seconds, and half of the first and of the last one.
    expect(drives).toEqual([
      {
        startMs: 102_000,
        endMs: 163_000,
        distanceMeters: 600,
        coveredMs: 61_000,
        speedKmhMean: expect.closeTo((600 / 61) * 3.6, 12),
        speedKmhMax: 36,
        stateOfChargeJumps: [],
        gaps: [],
      },
    ]);
  });

  test('begins and ends with the readings when they begin and end while the car moves', async () => {
    const [drive] = await drivesOf(drivingAt(0, minuteAt36));
    expect(drive).toMatchObject({ startMs: 0, endMs: 59_000, distanceMeters: 590, coveredMs: 59_000 });
  });

  test('is not ended by a standstill shorter than the limit, and is by one as long', async () => {
    const standing = (seconds: number) => Array.from({ length: seconds }, () => 0);
    const limitS = DRIVE_END_MS / 1_000;
    const short = await drivesOf(drivingAt(0, [...minuteAt36, ...standing(limitS - 1), ...minuteAt36]));
    expect(short).toHaveLength(1);
    const long = await drivesOf(drivingAt(0, [...minuteAt36, ...standing(limitS), ...minuteAt36]));
    expect(long.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 60_000],
      [(59 + limitS) * 1_000, (119 + limitS) * 1_000],
    ]);
  });

  test('is ended by a silence as long as the limit', async () => {
    const drives = await drivesOf([...drivingAt(0, minuteAt36), ...drivingAt(59 + 300, minuteAt36)]);
    expect(drives.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 59_000],
      [359_000, 418_000],
    ]);
  });

  test('is known to be over as soon as any reading shows it', async () => {
    const samples = [...drivingAt(0, minuteAt36), { timeMs: 59_000 + DRIVE_END_MS, stateOfCharge: 50 }];
    const seen: number[] = [];
    for await (const drive of detectDrives(samples)) seen.push(drive.endMs);
    expect(seen).toEqual([59_000]);
  });

  test('lists gaps and counts neither their distance nor their time', async () => {
    const [drive, ...others] = await drivesOf([
      ...drivingAt(0, minuteAt36),
      ...drivingAt(59 + 10, minuteAt36),
      ...drivingAt(128 + 11, minuteAt36),
    ]);
    expect(others).toEqual([]);
    // Ten seconds are integrated over, eleven are not.
    expect(drive).toMatchObject({
      distanceMeters: 590 + 100 + 590 + 590,
      coveredMs: 187_000,
      gaps: [{ fromMs: 128_000, toMs: 139_000 }],
    });
  });

  test('is not made of noise, of a stroll in the yard, or of standing only', async () => {
    expect(
      await drivesOf(
        drivingAt(
          0,
          Array.from({ length: 600 }, (_, i) => (i % 2) * 0.9),
        ),
      ),
    ).toEqual([]);
    expect(await drivesOf(drivingAt(0, [0, 5, 10, 10, 5, 0]))).toEqual([]);
    expect(await drivesOf([])).toEqual([]);
  });

  test('counts driving backwards', async () => {
    const [drive] = await drivesOf(
      drivingAt(
        0,
        minuteAt36.map((speed) => -speed),
      ),
    );
    expect(drive).toMatchObject({ distanceMeters: 590, speedKmhMax: 36 });
  });

  test('has places, and takes none from a receiver without a fix', async () => {
    const samples = drivingAt(0, minuteAt36).map((sample, index) => ({
      ...sample,
      latitude: index === 59 ? 0 : 34 + index / 1_000,
      longitude: index === 59 ? 0 : -6,
    }));
    const [drive] = await drivesOf(samples);
    expect(drive?.startLocation).toEqual({ latitude: 34, longitude: -6 });
    expect(drive?.endLocation).toEqual({ latitude: 34.058, longitude: -6 });
  });
});

describe('the state of charge of a drive', () => {
  const withCharge = (charges: (number | undefined)[]): DriveSample[] =>
    drivingAt(
      0,
      charges.map(() => 36),
    ).map((sample, index) => ({ ...sample, stateOfCharge: charges[index] }));
  const filler = Array.from({ length: 10 }, () => undefined);

  test('drops by the sum of its changes, and gives energy when the capacity is known', async () => {
    const [drive] = await drivesOf(withCharge([80, ...filler, 79.5, ...filler, 79.7, ...filler, 79]), {
      batteryCapacityWh: 6_100,
    });
    expect(drive).toMatchObject({ stateOfChargeStart: 80, stateOfChargeEnd: 79, stateOfChargeJumps: [] });
    expect(drive?.stateOfChargeDrop).toBeCloseTo(1, 12);
    expect(drive?.energyWh).toBeCloseTo(61, 12);
  });

  test('leaves jumps out and lists them', async () => {
    const [drive] = await drivesOf(withCharge([80, 79.9, 0.02, 79.8, 79.7, 76, 75.9, ...filler]));
    expect(drive?.stateOfChargeDrop).toBeCloseTo(0.1 + 0.1 + 0.1, 12);
    expect(drive?.stateOfChargeJumps).toEqual([
      { atMs: 2_000, from: 79.9, to: 0.02 },
      { atMs: 3_000, from: 0.02, to: 79.8 },
      { atMs: 5_000, from: 79.7, to: 76 },
    ]);
    expect(drive?.energyWh).toBeUndefined();
  });

  test('counts what was used over a gap', async () => {
    const samples = withCharge([80, ...filler]);
    const later = drivingAt(40, minuteAt36).map((sample) => ({ ...sample, stateOfCharge: 76 }));
    const [drive] = await drivesOf([...samples, ...later]);
    expect(drive).toMatchObject({ stateOfChargeDrop: 4, stateOfChargeJumps: [] });
  });

  test('is taken from readings at other times than the speed', async () => {
    const samples = drivingAt(0, minuteAt36).flatMap((sample, index) =>
      index % 10 === 5
        ? [sample, { timeMs: sample.timeMs + 500, stateOfCharge: 60 - index / 100 }]
        : [sample],
    );
    const [drive] = await drivesOf(samples);
    expect(drive).toMatchObject({ stateOfChargeStart: 59.95, stateOfChargeEnd: 59.45 });
    expect(drive?.stateOfChargeDrop).toBeCloseTo(0.5, 12);
  });
});

describe('any samples', () => {
  const sampleSteps = fc.array(
    fc.record({
      stepMs: fc.constantFrom(500, 1_000, 5_000, 12_000, 100_000, 400_000),
      speedKmh: fc.option(fc.constantFrom(0, 0.5, 3, 50, 130), { nil: undefined }),
      stateOfCharge: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
    }),
    { maxLength: 200 },
  );

  test('give drives in order, apart, with consistent sums', async () => {
    await fc.assert(
      fc.asyncProperty(sampleSteps, async (steps) => {
        let timeMs = 0;
        const samples = steps.map(({ stepMs, ...values }) => {
          timeMs += stepMs;
          return { timeMs, ...values };
        });
        let endBefore = -1;
        for (const drive of await drivesOf(samples)) {
          expect(drive.startMs).toBeGreaterThanOrEqual(endBefore);
          expect(drive.endMs).toBeGreaterThan(drive.startMs);
          endBefore = drive.endMs;
          const gapMs = drive.gaps.reduce((sum, gap) => sum + gap.toMs - gap.fromMs, 0);
          expect(drive.coveredMs + gapMs).toBe(drive.endMs - drive.startMs);
          expect(drive.speedKmhMean).toBeLessThanOrEqual(drive.speedKmhMax + 1e-9);
          if (drive.stateOfChargeDrop === undefined) continue;
          const jumps = drive.stateOfChargeJumps.reduce((sum, { from, to }) => sum + from - to, 0);
          const whole = (drive.stateOfChargeStart ?? Number.NaN) - (drive.stateOfChargeEnd ?? Number.NaN);
          expect(drive.stateOfChargeDrop + jumps).toBeCloseTo(whole, 6);
        }
      }),
    );
  });
});

test('driveSampleOf takes the values in the order of drivePaths', () => {
  expect(drivePaths).toHaveLength(4);
  expect(driveSampleOf(7, [36, 80, 34, -6])).toEqual({
    timeMs: 7,
    speedKmh: 36,
    stateOfCharge: 80,
    latitude: 34,
    longitude: -6,
  });
  expect(driveSampleOf(7, [undefined, '80'])).toEqual({ timeMs: 7 });
});
