// SPDX-License-Identifier: Apache-2.0
import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';
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

type Countries = Topology<{ countries: GeometryCollection }>;

async function loadTopology(url: string): Promise<Countries> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The outlines answered ${response.status}.`);
  return (await response.json()) as Countries;
}

/** All countries, coarsely. */
export async function loadWorld(): Promise<FeatureCollection> {
  const topology = await loadTopology(coarseUrl);
  return feature(topology, topology.objects.countries);
}

/** The land around a place, finely: only the parts that are near, as the whole world would be slow to draw. */
export async function loadOutlines(bounds: Bounds): Promise<FeatureCollection> {
  const around = {
    west: bounds.west - marginDegrees,
    south: bounds.south - marginDegrees,
    east: bounds.east + marginDegrees,
    north: bounds.north + marginDegrees,
  };
  const topology = await loadTopology(fineUrl);
  const isNear = findNearArcs(topology, around);
  const near = topology.objects.countries.geometries.flatMap((geometry): GeometryObject[] => {
    const polygons =
      geometry.type === 'Polygon' ? [geometry.arcs] : geometry.type === 'MultiPolygon' ? geometry.arcs : [];
    const arcs = polygons.filter(([outline]) =>
      outline?.some((arc) => isNear[arc < 0 ? ~arc : arc] === true),
    );
    return arcs.length === 0 ? [] : [{ type: 'MultiPolygon', arcs }];
  });
  return feature(topology, { type: 'GeometryCollection', geometries: near });
}

/** Which arcs come near, told from their steps alone: decoding all of the world would take a second on a phone. */
function findNearArcs({ arcs, transform }: Countries, { west, south, east, north }: Bounds): boolean[] {
  const [scaleX, scaleY] = transform?.scale ?? [1, 1];
  const [moveX, moveY] = transform?.translate ?? [0, 0];
  const left = (west - moveX) / scaleX;
  const right = (east - moveX) / scaleX;
  const bottom = (south - moveY) / scaleY;
  const top = (north - moveY) / scaleY;
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.some(([stepX = 0, stepY = 0]) => {
      x += stepX;
      y += stepY;
      return x >= left && x <= right && y >= bottom && y <= top;
    });
  });
}
