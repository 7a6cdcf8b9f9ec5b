// SPDX-License-Identifier: Apache-2.0
import { catalogueVersions } from './catalogueVersions.ts';

const latest = catalogueVersions.at(-1) ?? catalogueVersions[0];

/** Id of the newest version of the catalogue, 32 bytes: what a car writes into its headers today. */
export const catalogueId: Uint8Array = Uint8Array.from(latest.idHex.match(/../g) ?? [], (hex) =>
  Number.parseInt(hex, 16),
);
