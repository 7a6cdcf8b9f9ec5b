// SPDX-License-Identifier: Apache-2.0
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { readThemeColor } from '../../ui/readThemeColor.ts';
import { speedColors } from './speedBands.ts';

/** Above this zoom the fine outlines stand for the coarse ones. */
const fineZoomMin = 4;
const nothing = { type: 'FeatureCollection' as const, features: [] };

/** The app's own map: water, land, borders and the route, in the colors of the theme. */
export function mapStyle(): StyleSpecification {
  const land = readThemeColor('--map-land');
  const line = readThemeColor('--map-line');
  const bandColors = speedColors.flatMap((name, band) => [band, readThemeColor(name)]);
  const source = { type: 'geojson' as const, data: nothing };
  return {
    version: 8,
    sources: { world: source, outlines: source, unknown: source, route: { ...source, tolerance: 0.1 } },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': readThemeColor('--map-water') } },
      {
        id: 'world',
        type: 'fill',
        source: 'world',
        maxzoom: fineZoomMin,
        paint: { 'fill-color': land, 'fill-outline-color': line },
      },
      {
        id: 'land',
        type: 'fill',
        source: 'outlines',
        minzoom: fineZoomMin,
        paint: { 'fill-color': land },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'outlines',
        minzoom: fineZoomMin,
        paint: { 'line-color': line, 'line-width': 1 },
      },
      {
        id: 'unknown',
        type: 'line',
        source: 'unknown',
        layout: { 'line-cap': 'butt' },
        paint: {
          'line-color': readThemeColor('--text-faint'),
          'line-width': 2,
          'line-dasharray': [1.5, 2],
        },
      },
      {
        id: 'casing',
        type: 'line',
        source: 'route',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': readThemeColor('--surface'), 'line-width': 7 },
      },
      {
        id: 'route',
        type: 'line',
        source: 'route',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': [
            'match',
            ['get', 'band'],
            ...bandColors,
            readThemeColor('--text-faint'),
          ] as unknown as ExpressionSpecification,
          'line-width': 4,
        },
      },
    ],
  };
}
