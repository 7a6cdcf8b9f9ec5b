// SPDX-License-Identifier: Apache-2.0
import {
  addProtocol,
  type LayerSpecification,
  type Map as MapLibreMap,
  type SourceSpecification,
} from 'maplibre-gl';
import { readThemeColor } from '../../ui/readThemeColor.ts';

/** Of what vector tiles hold, by the names that Protomaps and OpenMapTiles give it. */
const waterLayers = ['water'];
const roadLayers = ['roads', 'transportation'];
const buildingLayers = ['buildings', 'building'];
const greenLayers = ['landuse', 'landcover', 'park'];
/** Vector tiles of a PMTiles file, by its specification. */
const pmtilesVector = 1;
let hasProtocol = false;

/** Draws the viewer's own tiles under the route: a `{z}/{x}/{y}` template of images, or a PMTiles file. */
export async function addUserTiles(map: MapLibreMap, address: string): Promise<void> {
  if (!/\.pmtiles($|\?)/.test(address)) {
    const url = new URL(address, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
    addRaster(map, { type: 'raster', tiles: [url], tileSize: 256 });
    return;
  }
  const { PMTiles, Protocol } = await import('pmtiles');
  const url = new URL(address, location.href).href;
  const archive = new PMTiles(url);
  const protocol = new Protocol();
  protocol.add(archive);
  if (!hasProtocol) addProtocol('pmtiles', protocol.tile);
  hasProtocol = true;
  const { tileType } = await archive.getHeader();
  if (tileType !== pmtilesVector) {
    addRaster(map, { type: 'raster', url: `pmtiles://${url}`, tileSize: 256 });
    return;
  }
  const metadata = (await archive.getMetadata()) as { vector_layers?: { id: string }[] };
  const names = metadata.vector_layers?.map(({ id }) => id) ?? [];
  map.addSource('tiles', { type: 'vector', url: `pmtiles://${url}` });
  for (const layer of vectorLayers(names)) map.addLayer(layer, 'unknown');
}

function addRaster(map: MapLibreMap, source: SourceSpecification): void {
  map.addSource('tiles', source);
  map.addLayer({ id: 'tiles', type: 'raster', source: 'tiles' }, 'unknown');
}

function vectorLayers(names: readonly string[]): LayerSpecification[] {
  const has = (wanted: readonly string[]) => names.filter((name) => wanted.includes(name));
  const fill = (name: string, color: string): LayerSpecification => ({
    id: `tiles-${name}`,
    type: 'fill',
    source: 'tiles',
    'source-layer': name,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': color },
  });
  return [
    ...has(greenLayers).map((name) => fill(name, readThemeColor('--surface-soft'))),
    ...has(waterLayers).map((name) => fill(name, readThemeColor('--map-water'))),
    ...has(buildingLayers).map((name) => fill(name, readThemeColor('--border'))),
    ...has(roadLayers).map(
      (name): LayerSpecification => ({
        id: `tiles-${name}`,
        type: 'line',
        source: 'tiles',
        'source-layer': name,
        paint: { 'line-color': readThemeColor('--map-line'), 'line-width': 1.2 },
      }),
    ),
  ];
}
