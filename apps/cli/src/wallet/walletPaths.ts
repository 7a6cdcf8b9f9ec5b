// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';

/** Where a home keeps its wallet. */
export interface WalletPaths {
  folder: string;
  /** The words, sealed. */
  seed: string;
  /** A file for each account, numbered in the order in which they were made. */
  accounts: string;
  /** The keys of imported accounts (Web3 Secret Storage 3). */
  keystores: string;
}

export function walletPaths(home: string): WalletPaths {
  const folder = join(home, 'wallet');
  return {
    folder,
    seed: join(folder, 'seed.json'),
    accounts: join(folder, 'accounts'),
    keystores: join(folder, 'keystores'),
  };
}
