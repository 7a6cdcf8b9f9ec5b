// SPDX-License-Identifier: Apache-2.0

export interface TrackPoint {
  latitude: number;
  longitude: number;
}

export interface DrawnTrack {
  /** Of an SVG path. */
  path: string;
  start: readonly [x: number, y: number];
  end: readonly [x: number, y: number];
}

export const trackSize = { width: 96, height: 60 } as const;
/** Room for the dots at the ends. */
const margin = 6;

/** Fits a track into a thumbnail, north up, with its shape kept; undefined for less than two points. */
export function drawTrack(points: readonly TrackPoint[]): DrawnTrack | undefined {
  const [first] = points;
  if (first === undefined || points.length < 2) return undefined;
  // A degree of longitude is shorter by the cosine of the latitude; over a drive that is exact enough.
  const narrowing = Math.cos((first.latitude * Math.PI) / 180);
  const flat = points.map(({ latitude, longitude }) => [longitude * narrowing, -latitude] as const);
  const xs = flat.map(([x]) => x);
  const ys = flat.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = Math.min(
    (trackSize.width - 2 * margin) / Math.max(width, Number.EPSILON),
    (trackSize.height - 2 * margin) / Math.max(height, Number.EPSILON),
  );
  const offsetX = (trackSize.width - width * scale) / 2;
  const offsetY = (trackSize.height - height * scale) / 2;
  const placed = flat.map(
    ([x, y]) => [round((x - left) * scale + offsetX), round((y - top) * scale + offsetY)] as const,
  );
  const [start, end] = [placed[0], placed.at(-1)];
  if (start === undefined || end === undefined) return undefined;
  return { path: `M${placed.map(([x, y]) => `${x} ${y}`).join('L')}`, start, end };
}

const round = (value: number): number => Math.round(value * 10) / 10;
