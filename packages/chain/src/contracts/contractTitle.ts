// SPDX-License-Identifier: Apache-2.0
import type { ContractName } from './DatacarContracts.ts';

/** As its source names it: `members` is `Members`, `datr` is `DATR`. */
export function contractTitle(name: ContractName): string {
  return name === 'datr' ? 'DATR' : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
