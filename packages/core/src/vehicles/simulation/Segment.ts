// SPDX-License-Identifier: Apache-2.0
import type { Random } from './createRandom.ts';
import type { Point } from './terrain.ts';

/** A straight piece of road, driven from its beginning to its end. */
export interface Segment {
  start: Point;
  /** Radians clockwise from north. */
  headingRad: number;
  lengthM: number;
  speedLimitKmh: number;
  /** How fast the car may be at the end: 0 for a stop, else what the turn into the next segment allows. */
  endSpeedKmh: number;
  /** How long the car waits at the end, when it stops. */
  waitS: number;
  /** Turn into the next segment. */
  turnRad: number;
}

/** Farther from home than this, roads bend back. */
const HOME_RADIUS_M = 9_000;
const STOP_PROBABILITY = 0.22;

/** Kinds of road: probability, length in metres from and to, speed limit. */
const ROADS = [
  [0.15, 120, 350, 30],
  [0.45, 200, 900, 50],
  [0.22, 600, 2_000, 70],
  [0.18, 1_500, 5_000, 100],
] as const;

/** Draws the next piece of a road that never ends and stays within some kilometres of home. */
export function nextSegment(start: Point, headingRad: number, random: Random): Segment {
  let draw = random.next();
  const road = ROADS.find(([probability]) => {
    draw -= probability;
    return draw < 0;
  });
  const [, shortest, longest, speedLimitKmh] = road ?? ROADS[1];
  const lengthM = random.between(shortest, longest);
  const end = pointAlong({ start, headingRad }, lengthM);
  const turnRad = turnAt(end, headingRad, random);
  const isStop = random.next() < STOP_PROBABILITY;
  const sharpness = Math.abs(turnRad) / (Math.PI / 2);
  return {
    start,
    headingRad,
    lengthM,
    speedLimitKmh,
    endSpeedKmh: isStop ? 0 : Math.max(18, speedLimitKmh * (1 - 0.75 * Math.min(1, sharpness))),
    waitS: isStop ? Math.round(random.between(3, 45)) : 0,
    turnRad,
  };
}

export function pointAlong(
  { start, headingRad }: Pick<Segment, 'start' | 'headingRad'>,
  meters: number,
): Point {
  return {
    eastM: start.eastM + meters * Math.sin(headingRad),
    northM: start.northM + meters * Math.cos(headingRad),
  };
}

function turnAt(end: Point, headingRad: number, random: Random): number {
  const free = random.between(-1, 1) ** 3 * (Math.PI / 2);
  if (Math.hypot(end.eastM, end.northM) < HOME_RADIUS_M) return free;
  const homeward = Math.atan2(-end.eastM, -end.northM);
  const turn = Math.atan2(Math.sin(homeward - headingRad), Math.cos(homeward - headingRad));
  return Math.max(-Math.PI / 2, Math.min(Math.PI / 2, turn + free / 2));
}
