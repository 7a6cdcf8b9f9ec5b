// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type WalletEntry, walletEntrySchema } from '@datacar/core/wallet/WalletEntry';
import { walletPaths } from './walletPaths.ts';

const entryPattern = /^(\d{6})\.json$/;

/** The number of the last entry, and all of them in the order in which they were made. */
export interface WalletEntries {
  last: number;
  entries: WalletEntry[];
}

/** The accounts of a home's wallet; none when it has no wallet. @throws DatacarError DOCUMENT_DAMAGED */
export async function readWalletEntries(home: string): Promise<WalletEntries> {
  const { accounts } = walletPaths(home);
  let names: string[];
  try {
    names = await readdir(accounts);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { last: 0, entries: [] };
    throw error;
  }
  const files = names.filter((name) => entryPattern.test(name)).sort();
  const entries = await Promise.all(files.map((name) => readEntry(join(accounts, name))));
  return { last: Number(entryPattern.exec(files.at(-1) ?? '')?.[1] ?? 0), entries };
}

async function readEntry(path: string): Promise<WalletEntry> {
  const text = await readFile(path, 'utf8');
  try {
    return walletEntrySchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DatacarError('DOCUMENT_DAMAGED', `${path} is damaged. Restore it from a backup of the home.`, {
      details: { path },
      cause,
    });
  }
}
