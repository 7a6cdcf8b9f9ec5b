// SPDX-License-Identifier: Apache-2.0
import type { Feature, FeatureCollection, LineString } from 'geojson';
import type { Route } from './buildRoute.ts';
import { speedBand } from './speedBands.ts';

type Line = Feature<LineString, { band: number }>;

/** The route as lines of one speed band each, and what lies between stretches as lines over the unknown. */
export function routeFeatures(
  { points, stretches }: Route,
  { step, toSpeed }: { step: number; toSpeed(speedKmh: number): number },
): { lines: FeatureCollection<LineString>; unknown: FeatureCollection<LineString> } {
  const lines: Line[] = [];
  const unknown: Line[] = [];
  const placeOf = (index: number): [number, number] => {
    const point = points[index];
    return [point?.longitude ?? 0, point?.latitude ?? 0];
  };
  for (const [number, { from, to }] of stretches.entries()) {
    let line: Line | undefined;
    for (let index = from + 1; index < to; index += 1) {
      const speedKmh = points[index]?.speedKmh ?? null;
      const band = speedKmh === null ? -1 : speedBand(toSpeed(speedKmh), step);
      if (line === undefined || line.properties.band !== band) {
        line = lineOf([placeOf(index - 1)], band);
        lines.push(line);
      }
      line.geometry.coordinates.push(placeOf(index));
    }
    const next = stretches[number + 1];
    if (next !== undefined) unknown.push(lineOf([placeOf(to - 1), placeOf(next.from)], -1));
  }
  return {
    lines: { type: 'FeatureCollection', features: lines },
    unknown: { type: 'FeatureCollection', features: unknown },
  };
}

function lineOf(coordinates: [number, number][], band: number): Line {
  return { type: 'Feature', properties: { band }, geometry: { type: 'LineString', coordinates } };
}
