// SPDX-License-Identifier: Apache-2.0

export interface Position {
  timeMs: number;
  latitude: number;
  longitude: number;
}

/** No car that this is made for is faster, and a receiver's error between two readings adds to it. */
const speedMetersPerSecondMax = 100;
const errorMetersMax = 300;
/** So many readings in a row that agree with each other are where the car is, however it got there. */
const agreeingMin = 5;
const metersPerDegree = 111_195;

/** Meters between two positions, near enough to tell a road from another continent. */
function metersBetween(a: Position, b: Position): number {
  const north = (a.latitude - b.latitude) * metersPerDegree;
  const east =
    (a.longitude - b.longitude) *
    metersPerDegree *
    Math.cos((((a.latitude + b.latitude) / 2) * Math.PI) / 180);
  return Math.hypot(north, east);
}

function isReachable(from: Position, to: Position): boolean {
  const seconds = Math.abs(to.timeMs - from.timeMs) / 1_000;
  return metersBetween(from, to) <= errorMetersMax + speedMetersPerSecondMax * seconds;
}

const isNoFix = ({ latitude, longitude }: Position): boolean =>
  latitude === 0 || Math.abs(latitude) > 90 || Math.abs(longitude) > 180;

/**
 * Which positions a satellite receiver made up: those that it writes without a fix (latitude 0, or not on earth),
 * and those that no car could have reached from the position before. After a long loss the car may really be
 * elsewhere: five in a row that agree with each other are believed.
 */
export function findPositionOutliers(positions: readonly Position[]): Set<number> {
  const outliers = new Set<number>();
  let trusted: Position | undefined;
  let doubted: { index: number; position: Position }[] = [];
  for (const [index, position] of positions.entries()) {
    if (isNoFix(position)) {
      outliers.add(index);
      continue;
    }
    if (trusted !== undefined && isReachable(trusted, position)) {
      for (const doubt of doubted) outliers.add(doubt.index);
      doubted = [];
      trusted = position;
      continue;
    }
    const last = doubted.at(-1);
    if (last !== undefined && !isReachable(last.position, position)) {
      for (const doubt of doubted) outliers.add(doubt.index);
      doubted = [];
    }
    doubted.push({ index, position });
    if (doubted.length >= agreeingMin) {
      trusted = position;
      doubted = [];
    }
  }
  // Too few at the end to tell; with nothing else, they are all there is.
  if (trusted !== undefined) for (const doubt of doubted) outliers.add(doubt.index);
  return outliers;
}
