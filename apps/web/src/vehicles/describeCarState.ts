// SPDX-License-Identifier: Apache-2.0

interface StateReading {
  timeMs: number;
  value: number | string | boolean;
}

export interface CarState {
  activity: 'driving' | 'charging' | 'parked' | 'unknown';
  speedKmh: number | null;
  chargePercent: number | null;
  rangeMeters: number | null;
  location: { latitude: number; longitude: number } | null;
  /** When the car said anything last. */
  heardMs: number | null;
  freshness: 'live' | 'quiet' | 'stale';
}

/** Batches come each minute; with the way they take, a car that is awake is never silent for longer. */
export const liveAgeMsMax = 2 * 60_000;
/** A parked car may sleep; after a day its owner wants to know. */
export const quietAgeMsMax = 24 * 3_600_000;
/** Below it the wheels of a parked car may seem to turn. */
const movingKmhMin = 1;

const battery = 'Vehicle.Powertrain.TractionBattery';

/** What a car's newest readings say about it, as a driver would put it. */
export function describeCarState(readings: ReadonlyMap<string, StateReading>, nowMs: number): CarState {
  const number = (...signals: string[]): number | null => {
    const found = signals
      .map((signal) => readings.get(signal)?.value)
      .find((value) => typeof value === 'number');
    return typeof found === 'number' ? found : null;
  };
  const latitude = number('Vehicle.CurrentLocation.Latitude');
  const longitude = number('Vehicle.CurrentLocation.Longitude');
  const times = [...readings.values()].map(({ timeMs }) => timeMs);
  const heardMs = times.length === 0 ? null : Math.max(...times);
  const ageMs = heardMs === null ? Number.POSITIVE_INFINITY : nowMs - heardMs;
  const freshness = ageMs <= liveAgeMsMax ? 'live' : ageMs <= quietAgeMsMax ? 'quiet' : 'stale';
  const speedKmh = number('Vehicle.Speed');
  return {
    activity: activityOf(readings, speedKmh, freshness),
    speedKmh,
    chargePercent: number(`${battery}.StateOfCharge.Displayed`, `${battery}.StateOfCharge.Current`),
    rangeMeters: number(`${battery}.Range`, 'Vehicle.Powertrain.Range'),
    location: latitude === null || longitude === null ? null : { latitude, longitude },
    heardMs,
    freshness,
  };
}

function activityOf(
  readings: ReadonlyMap<string, StateReading>,
  speedKmh: number | null,
  freshness: CarState['freshness'],
): CarState['activity'] {
  if (readings.size === 0) return 'unknown';
  // Whatever a silent car was doing when it was last heard, nobody knows whether it still does.
  if (freshness !== 'live') return 'parked';
  if (readings.get(`${battery}.Charging.IsCharging`)?.value === true) return 'charging';
  const isMoving = readings.get('Vehicle.IsMoving')?.value;
  if (isMoving === true || (speedKmh ?? 0) >= movingKmhMin) return 'driving';
  return speedKmh === null && isMoving === undefined ? 'unknown' : 'parked';
}
