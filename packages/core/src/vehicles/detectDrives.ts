// SPDX-License-Identifier: Apache-2.0
import { createDriveDetector, type DriveDetectorOptions, type DriveSample } from './createDriveDetector.ts';
import type { Drive } from './Drive.ts';

/** The signals that drives are found in, in the order that `driveSampleOf` takes their values. */
export const drivePaths = [
  'Vehicle.Speed',
  'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current',
  'Vehicle.CurrentLocation.Latitude',
  'Vehicle.CurrentLocation.Longitude',
] as const;

/** A sample from the values of `drivePaths` at one moment; what is absent or no number is left out. */
export function driveSampleOf(timeMs: number, values: readonly unknown[]): DriveSample {
  const [speedKmh, stateOfCharge, latitude, longitude] = values.map((value) =>
    typeof value === 'number' ? value : undefined,
  );
  return { timeMs, speedKmh, stateOfCharge, latitude, longitude };
}

/**
 * Finds the drives in a car's samples, which come in the order of time; one drive at a time, so that a year of
 * readings needs no memory. The rules stand at `createDriveDetector`.
 */
export async function* detectDrives(
  samples: AsyncIterable<DriveSample> | Iterable<DriveSample>,
  options: DriveDetectorOptions = {},
): AsyncGenerator<Drive> {
  const detector = createDriveDetector(options);
  for await (const sample of samples) {
    const drive = detector.add(sample);
    if (drive !== undefined) yield drive;
  }
  const last = detector.end();
  if (last !== undefined) yield last;
}
