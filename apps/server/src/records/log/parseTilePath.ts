// SPDX-License-Identifier: Apache-2.0

/** Hashes or entries in a full tile (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

export interface TilePath {
  /** `entries` for leaf data, else the tile's level: it holds hashes of subtrees of 256^level leaves. */
  level: number | 'entries';
  index: number;
  /** 1 to 256; below 256 the tile is partial. */
  width: number;
}

/**
 * Reads `<L>/<N>[.p/<W>]` of C2SP tlog-tiles, where N stands in groups of three digits with an x before all but the
 * last (`x001/x234/067`). Undefined when it is none.
 */
export function parseTilePath(path: string): TilePath | undefined {
  const match = /^(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(
    path,
  );
  const [, level, groups, width] = match ?? [];
  if (level === undefined || groups === undefined) return undefined;
  const parsed = {
    level: level === 'entries' ? ('entries' as const) : Number(level),
    index: Number(groups.replaceAll('x', '').replaceAll('/', '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const isCanonical = !groups.startsWith('x000/') && Number.isSafeInteger(parsed.index * TILE_WIDTH);
  return isCanonical && (width === undefined || parsed.width < TILE_WIDTH) ? parsed : undefined;
}
