// SPDX-License-Identifier: Apache-2.0
import {
  createDriveDetector,
  DRIVE_END_MS,
  MOVING_SPEED_KMH,
} from '@datacar/core/vehicles/createDriveDetector';
import type { Drive } from '@datacar/core/vehicles/Drive';
import type { Period, ReadingsOf, SampleRow, Telemetry } from '@datacar/store/telemetry/Telemetry';

/** What drive detection reads, in the order of a sample's values. */
const paths = [
  'Vehicle.Speed',
  'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current',
  'Vehicle.CurrentLocation.Latitude',
  'Vehicle.CurrentLocation.Longitude',
] as const;

/** Rows between two turns of the event loop. */
const ROWS_PER_TURN = 5_000;

/**
 * The drives that begin in a period, at most `limit`. A drive that goes on beyond the period's end is followed to its
 * own end, so the period says which drives, not how much of them.
 */
export async function detectDrivesIn(
  { limit, ...query }: ReadingsOf & Period & { limit: number },
  { telemetry }: { telemetry: Telemetry },
): Promise<Drive[]> {
  const detector = createDriveDetector();
  const drives: Drive[] = [];
  const keep = (drive: Drive | undefined): boolean => {
    if (drive !== undefined && drive.startMs >= query.fromMs && drive.startMs < query.toMs)
      drives.push(drive);
    return drives.length >= limit || (drive !== undefined && drive.startMs >= query.toMs);
  };
  let rows = 0;
  let movingMs = Number.NEGATIVE_INFINITY;
  // What happened just before the period decides whether its first moments begin a drive.
  const period = { fromMs: Math.max(0, query.fromMs - DRIVE_END_MS), toMs: Number.MAX_SAFE_INTEGER };
  for await (const row of telemetry.samples({ ...query, ...period, paths })) {
    const sample = toDriveSample(row);
    if (keep(detector.add(sample))) return drives;
    if (Math.abs(sample.speedKmh ?? 0) >= MOVING_SPEED_KMH) movingMs = row.timeMs;
    if (row.timeMs >= query.toMs && row.timeMs - movingMs >= DRIVE_END_MS) break;
    rows += 1;
    if (rows % ROWS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  keep(detector.end());
  return drives;
}

function toDriveSample({ timeMs, values }: SampleRow) {
  const [speedKmh, stateOfCharge, latitude, longitude] = values as (number | undefined)[];
  return { timeMs, speedKmh, stateOfCharge, latitude, longitude };
}
