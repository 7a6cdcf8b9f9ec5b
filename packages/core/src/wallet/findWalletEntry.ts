// SPDX-License-Identifier: Apache-2.0
import type { WalletEntry } from './WalletEntry.ts';

/** The account that somebody means by a name, an address, or the index of its path (`3` or `#3`). */
export function findWalletEntry(entries: readonly WalletEntry[], which: string): WalletEntry | undefined {
  const [, digits] = /^#?(\d{1,10})$/.exec(which) ?? [];
  if (digits !== undefined) {
    return entries.find((entry) => entry.kind === 'derived' && entry.index === Number(digits));
  }
  const lower = which.toLowerCase();
  if (/^0x[0-9a-f]{40}$/.test(lower)) return entries.find((entry) => entry.address === lower);
  return entries.find((entry) => entry.name?.toLowerCase() === lower);
}
