// SPDX-License-Identifier: Apache-2.0
import { setPreferences } from './preferences.ts';

/** The server reads it and lets the page ask that one host; see registerWebApp.ts. */
const cookieName = 'datacar-map-origin';
const yearSeconds = 365 * 86_400;

/** Why an address cannot be a map's, or undefined. */
export function findTilesProblem(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return 'Give the whole address, such as https://tiles.example/{z}/{x}/{y}.png.';
  }
  if (!['http:', 'https:'].includes(url.protocol)) return 'The address starts with https:// or http://.';
  const isTemplate = ['{z}', '{x}', '{y}'].every((part) => address.includes(part));
  if (!isTemplate && !url.pathname.endsWith('.pmtiles')) {
    return 'The address has {z}, {x} and {y} in it, or ends with .pmtiles.';
  }
  return undefined;
}

/** Chooses the viewer's tile server, or none with an empty address. Holds from the next load of the page. */
export function chooseMapTiles(address: string): void {
  setPreferences({ mapTiles: address });
  const value = address === '' ? '' : encodeURIComponent(new URL(address).origin);
  const maxAge = address === '' ? 0 : yearSeconds;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${cookieName}=${value}; Path=/; Max-Age=${maxAge}; SameSite=Strict`;
}
