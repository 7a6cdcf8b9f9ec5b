// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { WalletEntry } from '@datacar/core/wallet/WalletEntry';
import { makeFolder } from '../home/makeFolder.ts';
import { writeNewFile } from '../home/writeNewFile.ts';
import { readWalletEntries } from './readWalletEntries.ts';
import { walletPaths } from './walletPaths.ts';

/** An attempt fails only when another command has made an account: that many at once are a loop gone wild. */
const attemptsMax = 1_000;
/** The file names have six digits. */
const entriesMax = 999_999;

/**
 * Adds an account to the wallet. Each is a file of its own, numbered, written once and never changed, so that of two
 * commands that take the same number one fails and makes its entry anew from what is there now: no index is ever given
 * twice, also when a command is killed.
 *
 * @param makeEntry makes the entry from those before it; called again when another command was faster
 */
export async function appendWalletEntry<Entry extends WalletEntry>(
  home: string,
  makeEntry: (entries: readonly WalletEntry[]) => Entry,
): Promise<Entry> {
  const { accounts } = walletPaths(home);
  await makeFolder(accounts);
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const { last, entries } = await readWalletEntries(home);
    if (last >= entriesMax) {
      throw new DatacarError('LIMIT_REACHED', `A wallet has at most ${entriesMax} accounts.`);
    }
    const entry = makeEntry(entries);
    const name = `${String(last + 1).padStart(6, '0')}.json`;
    try {
      await writeNewFile(join(accounts, name), `${JSON.stringify(entry)}\n`);
      return entry;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new DatacarError('OVERLOADED', 'Too many commands make accounts in this wallet; try again.');
}
