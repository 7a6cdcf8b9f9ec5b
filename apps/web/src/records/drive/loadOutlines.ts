// SPDX-License-Identifier: Apache-2.0
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import fineUrl from 'world-atlas/countries-10m.json?url';
import coarseUrl from 'world-atlas/countries-110m.json?url';

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** So far around the route the fine outlines reach. */
const marginDegrees = 4;

async function loadCountries(url: string): Promise<Feature<Geometry>[]> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The outlines answered ${response.status}.`);
  const topology = (await response.json()) as Topology<{ countries: GeometryCollection }>;
  return feature(topology, topology.objects.countries).features;
}

/** All countries, coarsely. */
export async function loadWorld(): Promise<FeatureCollection> {
  return { type: 'FeatureCollection', features: await loadCountries(coarseUrl) };
}

/** The land around a place, finely: only the parts that are near, as the whole world would be slow to draw. */
export async function loadOutlines(bounds: Bounds): Promise<FeatureCollection> {
  const around = {
    west: bounds.west - marginDegrees,
    south: bounds.south - marginDegrees,
    east: bounds.east + marginDegrees,
    north: bounds.north + marginDegrees,
  };
  const features = (await loadCountries(fineUrl)).flatMap(({ geometry }): Feature<MultiPolygon>[] => {
    const near = polygonsOf(geometry).filter(
      ([outline]) => outline !== undefined && overlaps(outline, around),
    );
    if (near.length === 0) return [];
    return [{ type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: near } }];
  });
  return { type: 'FeatureCollection', features };
}

function polygonsOf(geometry: Geometry): Position[][][] {
  if (geometry.type === 'Polygon') return [(geometry as Polygon).coordinates];
  return geometry.type === 'MultiPolygon' ? (geometry as MultiPolygon).coordinates : [];
}

function overlaps(outline: readonly Position[], { west, south, east, north }: Bounds): boolean {
  let westmost = 180;
  let eastmost = -180;
  let southmost = 90;
  let northmost = -90;
  for (const [longitude = 0, latitude = 0] of outline) {
    westmost = Math.min(westmost, longitude);
    eastmost = Math.max(eastmost, longitude);
    southmost = Math.min(southmost, latitude);
    northmost = Math.max(northmost, latitude);
  }
  return westmost <= east && eastmost >= west && southmost <= north && northmost >= south;
}
