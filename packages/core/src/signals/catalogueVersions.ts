// SPDX-License-Identifier: Apache-2.0

export interface CatalogueVersion {
  readonly version: number;
  /** The version is the first so many rows of `catalogue`. */
  readonly signalCount: number;
  /** What headers carry: SHA-256 of the canonical list, in lower-case hex (see `computeCatalogueId`). */
  readonly idHex: string;
}

/**
 * Every version of the catalogue that was ever signed with, oldest first. The ids stand here as constants so that
 * nothing is hashed at start; a test recomputes them.
 */
export const catalogueVersions: readonly [CatalogueVersion, ...CatalogueVersion[]] = [
  {
    version: 1,
    signalCount: 173,
    idHex: '8b335cc43abca3ba47a678089cf514c603bbe0293ac54e2856508192f7771638',
  },
];
