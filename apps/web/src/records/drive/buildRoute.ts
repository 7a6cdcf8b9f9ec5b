// SPDX-License-Identifier: Apache-2.0
import { type GapSpan, indexAtOrBefore, type Series } from '../plots/Series.ts';
import { findPositionOutliers, type Position } from './findPositionOutliers.ts';

/** Latitude and longitude belong together when they were said within this time. */
const togetherMs = 1_500;
/** Positions further apart in time are not joined. */
export const routeBreakMs = 10_000;

export interface RoutePoint extends Position {
  speedKmh: number | null;
}

export interface Route {
  points: readonly RoutePoint[];
  /** Stretches of points that belong together, as indices: from included, to excluded. */
  stretches: readonly { from: number; to: number }[];
  /** Positions that no car can have been at; they are in the data, but not on the map. */
  outliers: number;
  bounds: { west: number; south: number; east: number; north: number } | null;
  speedKmhMax: number;
}

export interface BuildRouteParameters {
  latitude: Series | undefined;
  longitude: Series | undefined;
  speed: Series | undefined;
  gaps: readonly GapSpan[];
  /** Of the means, when the series are not the readings themselves. */
  intervalMs: number | null;
}

/** Puts latitude, longitude and speed together into what the map draws. */
export function buildRoute(parameters: BuildRouteParameters): Route {
  const { latitude, longitude, speed, gaps, intervalMs } = parameters;
  const positions: RoutePoint[] = [];
  let at = 0;
  for (const [index, timeMs] of (latitude?.timesMs ?? []).entries()) {
    const times = longitude?.timesMs ?? [];
    while (at + 1 < times.length && (times[at + 1] ?? 0) <= timeMs) at += 1;
    const east = longitude?.values[at];
    const north = latitude?.values[index];
    if (typeof north !== 'number' || typeof east !== 'number') continue;
    if (Math.abs((times[at] ?? 0) - timeMs) > togetherMs) continue;
    const known = speed === undefined ? -1 : indexAtOrBefore(speed.timesMs, timeMs);
    const speedKmh = speed?.values[known];
    positions.push({
      timeMs,
      latitude: north,
      longitude: east,
      speedKmh: typeof speedKmh === 'number' ? Math.abs(speedKmh) : null,
    });
  }
  const outliers = findPositionOutliers(positions);
  const points = positions.filter((_, index) => !outliers.has(index));
  const breakMs = Math.max(routeBreakMs, 3 * (intervalMs ?? 0));
  return {
    points,
    stretches: findStretches(points, gaps, breakMs),
    outliers: outliers.size,
    bounds: findBounds(points),
    speedKmhMax: points.reduce((max, { speedKmh }) => Math.max(max, speedKmh ?? 0), 0),
  };
}

function findStretches(
  points: readonly RoutePoint[],
  gaps: readonly GapSpan[],
  breakMs: number,
): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let from = 0;
  for (let index = 1; index <= points.length; index += 1) {
    const before = points[index - 1];
    const point = points[index];
    const isJoined =
      before !== undefined &&
      point !== undefined &&
      point.timeMs - before.timeMs <= breakMs &&
      !gaps.some(({ fromMs, toMs }) => fromMs < point.timeMs && toMs > before.timeMs);
    if (isJoined) continue;
    stretches.push({ from, to: index });
    from = index;
  }
  return points.length === 0 ? [] : stretches;
}

function findBounds(points: readonly RoutePoint[]): Route['bounds'] {
  if (points.length === 0) return null;
  const bounds = { west: 180, south: 90, east: -180, north: -90 };
  for (const { latitude, longitude } of points) {
    bounds.west = Math.min(bounds.west, longitude);
    bounds.east = Math.max(bounds.east, longitude);
    bounds.south = Math.min(bounds.south, latitude);
    bounds.north = Math.max(bounds.north, latitude);
  }
  return bounds;
}

/** Index of the point nearest to a place, or -1. */
export function nearestPoint(
  { points }: Route,
  { latitude, longitude }: { latitude: number; longitude: number },
): number {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < points.length; index += 1) {
    const point = points[index];
    if (point === undefined) continue;
    const north = point.latitude - latitude;
    const east = (point.longitude - longitude) * shrink;
    const distance = north * north + east * east;
    if (distance >= least) continue;
    least = distance;
    nearest = index;
  }
  return nearest;
}
