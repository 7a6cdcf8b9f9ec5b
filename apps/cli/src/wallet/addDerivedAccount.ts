// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { accountOfKey } from '@datacar/core/wallet/accountOfKey';
import { checkAccountName } from '@datacar/core/wallet/checkAccountName';
import { type OpenSeed, openSeed } from '@datacar/core/wallet/openSeed';
import { seedOfMnemonic } from '@datacar/core/wallet/seedOfMnemonic';
import type { DerivedEntry, WalletEntry } from '@datacar/core/wallet/WalletEntry';
import type { CommandContext } from '../command/CommandContext.ts';
import { appendWalletEntry } from './appendWalletEntry.ts';
import { readSeed } from './readSeed.ts';

/** Derives the next account of the seed. @param name of an account that stays; without one it is for one payment */
export async function addDerivedAccount(
  context: Pick<CommandContext, 'home' | 'passphraseFile'>,
  { name }: { name: string | undefined },
): Promise<DerivedEntry> {
  const seed = openSeed(seedOfMnemonic(await readSeed(context)));
  return appendWalletEntry(context.home, (entries) => ({
    ...deriveEntry(seed, nextIndex(entries)),
    ...(name === undefined ? {} : { name: checkAccountName(name, entries), purpose: 'named' as const }),
  }));
}

/** What a home keeps of the account with this index. */
export function deriveEntry(seed: OpenSeed, index: number): DerivedEntry {
  return {
    version: 1,
    kind: 'derived',
    index,
    address: encodeHex(accountOfKey(seed.keyAt(index))),
    name: null,
    purpose: 'receive',
    createdAtMs: Date.now(),
  };
}

function nextIndex(entries: readonly WalletEntry[]): number {
  return entries.reduce(
    (next, entry) => (entry.kind === 'derived' ? Math.max(next, entry.index + 1) : next),
    0,
  );
}
