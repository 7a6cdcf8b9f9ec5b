// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type OpenSeed, openSeed } from '@datacar/core/wallet/openSeed';
import { parseMnemonic } from '@datacar/core/wallet/parseMnemonic';
import { seedOfMnemonic } from '@datacar/core/wallet/seedOfMnemonic';
import { checksumAddress } from '@datacar/sdk/wallet/checksumAddress';
import { accountGapLimit, findUsedAccounts } from '@datacar/sdk/wallet/findUsedAccounts';
import type { CommandContext } from '../command/CommandContext.ts';
import type { CommandAction } from '../command/defineCommand.ts';
import { openOrMakeSealingKey } from '../home/openOrMakeSealingKey.ts';
import { askIfReachable } from '../home/openPublicClient.ts';
import { deriveEntry } from './addDerivedAccount.ts';
import { appendWalletEntry } from './appendWalletEntry.ts';
import { hasSeed } from './hasSeed.ts';
import { readSecretText } from './readSecretText.ts';
import { readSeed } from './readSeed.ts';
import { readWalletEntries } from './readWalletEntries.ts';
import { writeSeed } from './writeSeed.ts';

export const restoreWallet: CommandAction<{ wordsFile?: string }> = async ({ wordsFile }, context) => {
  const { output, home } = context;
  const text = await readSecretText(
    { file: wordsFile, question: 'The words: ', option: '--words-file', isHidden: false, isPiped: true },
    context,
  );
  const words = parseMnemonic(text);
  const seed = openSeed(seedOfMnemonic(words));
  const isThere = await checkSameWallet(words, seed, context);
  const sealedWith = await openOrMakeSealingKey(context);
  const used = await lookForUsed(seed, context);

  // The last first, and the seed after them: whenever this is interrupted, no command can hand out one of them.
  const accounts = [];
  for (const index of (used ?? []).toReversed()) accounts.unshift(await keepAccount(home, seed, index));
  if (!isThere) await writeSeed(home, { words, sealedWith });

  output.json({ home, accounts, isChainSearched: used !== undefined });
  if (used === undefined) {
    output.note('No server is reachable, so nobody could say which accounts were used: none is listed.');
    output.note('Accounts are the same as ever; `datacar wallet receive` starts again with the first.');
  }
  output.line(
    `The wallet is restored, with ${accounts.length} used ${accounts.length === 1 ? 'account' : 'accounts'}.`,
  );
  for (const { index, address } of accounts) output.line(`#${index} ${checksumAddress(address)}`);
  if (used !== undefined) {
    output.line(
      output.colors.dim(
        `Searched until ${accountGapLimit} in a row were unused. Names do not come back from words.`,
      ),
    );
  }
  return 'done';
};

/** The indexes of the used accounts, or undefined when no server is reachable. */
async function lookForUsed(seed: OpenSeed, context: CommandContext): Promise<number[] | undefined> {
  const progress = await context.output.startProgress('Looking for used accounts');
  try {
    return await askIfReachable(context, async (client) => {
      const { used } = await findUsedAccounts(client, {
        addressAt: (index) => deriveEntry(seed, index).address,
        onProgress: (lookedAt) => progress.update(`Looking for used accounts, ${lookedAt} so far`),
      });
      return used;
    });
  } finally {
    progress.stop();
  }
}

/**
 * Whether the home has this wallet already: then it is only searched again. One of other words stays untouched, also
 * what an interrupted restore left of it.
 *
 * @throws DatacarError WALLET_EXISTS
 */
async function checkSameWallet(words: string, seed: OpenSeed, context: CommandContext): Promise<boolean> {
  const { home } = context;
  const isThere = await hasSeed(home);
  const { entries } = await readWalletEntries(home);
  const isSame = isThere
    ? (await readSeed(context)) === words
    : entries.every(
        (entry) => entry.kind !== 'derived' || deriveEntry(seed, entry.index).address === entry.address,
      );
  if (isSame) return isThere;
  throw new DatacarError(
    'WALLET_EXISTS',
    `${home} has a wallet of other words. Choose another folder with --home DIR.`,
    { details: { home } },
  );
}

async function keepAccount(home: string, seed: OpenSeed, index: number) {
  const { entries } = await readWalletEntries(home);
  const there = entries.find((entry) => entry.kind === 'derived' && entry.index === index);
  return there?.kind === 'derived' ? there : appendWalletEntry(home, () => deriveEntry(seed, index));
}
