// SPDX-License-Identifier: Apache-2.0
import 'maplibre-gl/dist/maplibre-gl.css';
import './RouteMap.css';
import {
  type GeoJSONSource,
  LngLatBounds,
  Map as MapLibreMap,
  Marker,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { usePreferences } from '../../app/preferences.ts';
import { useTheme } from '../../app/useTheme.ts';
import type { SharedCursor } from '../plots/createCursor.ts';
import { indexNearest } from '../plots/Series.ts';
import { addUserTiles } from './addUserTiles.ts';
import { nearestPoint, type Route, routeBreakMs } from './buildRoute.ts';
import { loadOutlines, loadWorld } from './loadOutlines.ts';
import { mapStyle } from './mapStyle.ts';
import { routeFeatures } from './routeFeatures.ts';

setWorkerUrl(workerUrl);

export interface RouteMapProps {
  /** Absent while it is fetched; the map is made ready meanwhile. */
  route: Route | undefined;
  /** Where to look before the route is there. */
  center: { latitude: number; longitude: number } | null;
  cursor: SharedCursor;
  /** Width of a speed band in the viewer's unit, and how to come to that unit. */
  step: number;
  toSpeed(speedKmh: number): number;
  onDrawn?: (() => void) | undefined;
}

/** A pointer so near to the route means it. */
const reachPx = 28;
const paddingPx = 36;
const zoomMax = 16;
const calmMsMax = 1_000;

/** The route on a map. Its module brings MapLibre, so it is loaded where it is shown. */
export function RouteMap({ route, center, cursor, step, toSpeed, onDrawn }: RouteMapProps) {
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const theme = useTheme();
  const { mapTiles, distance } = usePreferences();
  const first = useRef(center);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's colors are read when the map is made
  useEffect(() => {
    const container = place.current;
    if (container === null) return;
    let made: MapLibreMap;
    try {
      made = openMap(container, first.current, distance);
    } catch {
      setProblem('This browser cannot draw maps (WebGL is off). The tables below have every position.');
      return;
    }
    made.on('load', () => {
      setMap(made);
      void drawWorld(made);
      if (mapTiles === '') return;
      addUserTiles(made, mapTiles).catch(() =>
        setProblem('Your own map tiles could not be loaded. Their address is in the settings.'),
      );
    });
    return () => {
      setMap(null);
      made.remove();
    };
  }, [theme, mapTiles, distance]);

  useEffect(() => {
    if (map === null || route === undefined) return;
    return showRoute(map, { route, cursor, step, toSpeed, onDrawn });
  }, [map, route, cursor, step, toSpeed, onDrawn]);

  return (
    <div className="route-map">
      <div ref={place} className="route-map-canvas" />
      {problem !== null && <p className="route-map-problem">{problem}</p>}
    </div>
  );
}

function openMap(
  container: HTMLElement,
  center: RouteMapProps['center'],
  distance: 'km' | 'mi',
): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: mapStyle(),
    center: center === null ? [0, 20] : [center.longitude, center.latitude],
    zoom: center === null ? 1 : 11,
    maxZoom: zoomMax + 2,
    attributionControl: { compact: true, customAttribution: 'Outlines: Natural Earth' },
    dragRotate: false,
    pitchWithRotate: false,
    // With one finger one scrolls the page.
    cooperativeGestures: matchMedia('(pointer: coarse)').matches,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: distance === 'mi' ? 'imperial' : 'metric' }), 'bottom-left');
  return map;
}

function setData(map: MapLibreMap, source: string, data: GeoJSON.GeoJSON): void {
  map.getSource<GeoJSONSource>(source)?.setData(data);
}

/** After everything that a viewer waits for. Safari knows no idle time. */
function whenCalm(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: calmMsMax });
  else setTimeout(run, calmMsMax);
}

/** Outlines are only help; a map without them still shows the route. */
async function drawWorld(map: MapLibreMap): Promise<void> {
  try {
    const world = await loadWorld();
    if (map.style !== undefined) setData(map, 'world', world);
  } catch (error) {
    console.warn('The outlines of the world could not be drawn.', error);
  }
}

async function drawOutlines(map: MapLibreMap, bounds: NonNullable<Route['bounds']>): Promise<void> {
  try {
    const outlines = await loadOutlines(bounds);
    if (map.style !== undefined) setData(map, 'outlines', outlines);
  } catch (error) {
    console.warn('The outlines around the route could not be drawn.', error);
  }
}

interface ShowRouteOptions {
  route: Route;
  cursor: SharedCursor;
  step: number;
  toSpeed(speedKmh: number): number;
  onDrawn: (() => void) | undefined;
}

function showRoute(
  map: MapLibreMap,
  { route, cursor, step, toSpeed, onDrawn }: ShowRouteOptions,
): () => void {
  const { lines, unknown } = routeFeatures(route, { step, toSpeed });
  setData(map, 'route', lines);
  setData(map, 'unknown', unknown);
  const { bounds, points } = route;
  if (bounds !== null) {
    const box = new LngLatBounds([bounds.west, bounds.south, bounds.east, bounds.north]);
    map.fitBounds(box, { padding: paddingPx, maxZoom: zoomMax, animate: false });
    map.once('idle', () => whenCalm(() => void drawOutlines(map, bounds)));
  }
  if (onDrawn !== undefined) map.once('idle', onDrawn);
  const markers = [
    addMarker(map, 'route-end route-start', points[0]),
    addMarker(map, 'route-end', points.at(-1)),
  ];
  const unfollow = followCursorOnMap(map, route, cursor);
  return () => {
    unfollow();
    for (const marker of markers) marker?.remove();
  };
}

function addMarker(
  map: MapLibreMap,
  className: string,
  point: { longitude: number; latitude: number } | undefined,
): Marker | undefined {
  if (point === undefined) return undefined;
  const element = document.createElement('div');
  element.className = className;
  return new Marker({ element }).setLngLat([point.longitude, point.latitude]).addTo(map);
}

/** The shared cursor as a point on the route, and the pointer on the route as the shared cursor. */
function followCursorOnMap(map: MapLibreMap, route: Route, cursor: SharedCursor): () => void {
  const times = route.points.map(({ timeMs }) => timeMs);
  const marker = addMarker(map, 'route-cursor', route.points[0]);
  const element = marker?.getElement();
  if (element !== undefined) element.hidden = true;
  const show = (): void => {
    const { timeMs } = cursor.get();
    const point = timeMs === null ? undefined : route.points[indexNearest(times, timeMs)];
    const isKnown = point !== undefined && timeMs !== null && Math.abs(point.timeMs - timeMs) <= routeBreakMs;
    if (element !== undefined) element.hidden = !isKnown;
    if (isKnown) marker?.setLngLat([point.longitude, point.latitude]);
  };
  const timeUnder = ({
    lngLat,
    point: pixel,
  }: {
    lngLat: { lng: number; lat: number };
    point: { x: number; y: number };
  }): number | undefined => {
    const point = route.points[nearestPoint(route, { latitude: lngLat.lat, longitude: lngLat.lng })];
    if (point === undefined) return undefined;
    const projected = map.project([point.longitude, point.latitude]);
    const isNear = Math.hypot(projected.x - pixel.x, projected.y - pixel.y) <= reachPx;
    return isNear ? point.timeMs : undefined;
  };
  const onMove = map.on('mousemove', (event) => {
    const timeMs = timeUnder(event);
    map.getCanvas().style.cursor = timeMs === undefined ? '' : 'crosshair';
    if (timeMs !== undefined) cursor.point(timeMs);
  });
  const onClick = map.on('click', (event) => {
    const timeMs = timeUnder(event);
    if (timeMs !== undefined) cursor.togglePin(timeMs, pinToleranceMs);
  });
  const unsubscribe = cursor.subscribe(show);
  show();
  return () => {
    unsubscribe();
    onMove.unsubscribe();
    onClick.unsubscribe();
    marker?.remove();
  };
}

/** On the map, a click within so much time of the held moment lets it go. */
const pinToleranceMs = 5_000;
