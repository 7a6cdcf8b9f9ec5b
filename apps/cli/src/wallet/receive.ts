// SPDX-License-Identifier: Apache-2.0
import type { DerivedEntry } from '@datacar/core/wallet/WalletEntry';
import { checksumAddress } from '@datacar/sdk/wallet/checksumAddress';
import { accountGapLimit } from '@datacar/sdk/wallet/findUsedAccounts';
import { readAccountUses } from '@datacar/sdk/wallet/readAccountUses';
import { encode } from 'uqr';
import type { CommandContext } from '../command/CommandContext.ts';
import type { CommandAction } from '../command/defineCommand.ts';
import { askIfReachable } from '../home/openPublicClient.ts';
import { renderQr } from '../output/renderQr.ts';
import { addDerivedAccount } from './addDerivedAccount.ts';
import { readWalletEntries } from './readWalletEntries.ts';
import { readWalletKey } from './readWalletKey.ts';

/** The quiet zone that ISO/IEC 18004 asks for, in modules. */
const quietZone = 4;

export const receive: CommandAction<{ again?: boolean }> = async ({ again }, context) => {
  const { output } = context;
  const { unused, gap } = await lookAtLast(context);
  const last = again === true ? unused : undefined;
  // Somebody will be paid there: an address that was changed on the disk must not be shown.
  if (last !== undefined) await readWalletKey(context, `#${last.index}`);
  const account = last ?? (await addDerivedAccount(context, { name: undefined }));
  const { index, address, createdAtMs } = account;
  output.json({ index, address, createdAtMs, isFresh: last === undefined });
  const shown = checksumAddress(address);
  if (output.colors.isColorSupported && !output.isJson) {
    const { data } = encode(`ethereum:${shown}`, { ecc: 'M', border: quietZone });
    output.line(renderQr(data.map((row) => row.map((isDark) => (isDark ? '1' : '0')).join(''))));
  }
  output.line(output.colors.bold(shown));
  output.line(
    output.colors.dim(
      last === undefined
        ? `fresh, number ${index} of the wallet; every payment gets its own, or show this one with --again`
        : `number ${index} of the wallet, handed out before and not used yet`,
    ),
  );
  if (last === undefined && gap >= accountGapLimit) {
    output.note(
      `The ${gap} addresses before this one have not been used. A wallet that is restored from its words stops looking after ${accountGapLimit} unused ones in a row, so use some first, with --again.`,
    );
  }
  return 'done';
};

interface LastAccounts {
  /** The receiving address that was handed out last, unless something has come to it. */
  unused: DerivedEntry | undefined;
  /** How many accounts at the end of the wallet have not been used, as far as was looked. */
  gap: number;
}

/** Without a server nobody knows what has been used, and the newest address is taken for unused. */
async function lookAtLast(context: CommandContext): Promise<LastAccounts> {
  const { entries } = await readWalletEntries(context.home);
  const derived = entries
    .filter((entry): entry is DerivedEntry => entry.kind === 'derived')
    .sort((a, b) => a.index - b.index);
  const newest = derived.slice(-accountGapLimit);
  const uses = await askIfReachable(context, (client) =>
    readAccountUses(client, { addresses: newest.map(({ address }) => address) }),
  );
  const isReceiving = ({ purpose }: DerivedEntry) => purpose === 'receive';
  if (uses === undefined) return { unused: derived.findLast(isReceiving), gap: 0 };
  const trailing = newest.slice(uses.findLastIndex(({ isUsed }) => isUsed) + 1);
  return { unused: trailing.findLast(isReceiving), gap: trailing.length };
}
