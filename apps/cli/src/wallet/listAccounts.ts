// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { accountOfKey } from '@datacar/core/wallet/accountOfKey';
import type { WalletEntry } from '@datacar/core/wallet/WalletEntry';
import { checksumAddress } from '@datacar/sdk/wallet/checksumAddress';
import { readAccountUses } from '@datacar/sdk/wallet/readAccountUses';
import type { CommandContext } from '../command/CommandContext.ts';
import type { CommandAction } from '../command/defineCommand.ts';
import { askIfReachable } from '../home/openPublicClient.ts';
import { readAccountKey } from '../home/readAccountKey.ts';
import { formatDatr } from '../output/formatDatr.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';
import { readWalletEntries } from './readWalletEntries.ts';

interface ListedAccount {
  /** `owner` and `member` are the home's own. */
  kind: 'owner' | 'member' | WalletEntry['kind'];
  index: number | null;
  name: string | null;
  purpose: 'receive' | 'named' | null;
  address: string;
  createdAtMs: number | null;
  /** In the smallest unit; null when no server is reachable, or its chain has no DATR. */
  datr: string | null;
  /** Of the chain's own coin, in the smallest unit. */
  coin: string | null;
  isUsed: boolean | null;
}

export const listAccounts: CommandAction<object> = async (_options, context) => {
  const { output } = context;
  const items = await readBalancesOf(await collectAccounts(context), context);
  output.json({ items });
  if (items.length === 0) {
    output.line('There are no accounts here. Make a wallet with `datacar wallet create`.');
    return 'done';
  }
  const rows = items.map(({ kind, index, name, address, createdAtMs, datr, coin }) => [
    index === null ? '' : `#${index}`,
    name ?? (kind === 'derived' || kind === 'imported' ? '' : kind),
    checksumAddress(address),
    datr === null ? '' : formatDatr(datr),
    coin === null ? '' : formatDatr(coin),
    kind === 'imported' ? 'imported' : '',
    createdAtMs === null ? '' : formatTime(createdAtMs),
  ]);
  const columns = [
    { title: '#' },
    { title: 'NAME' },
    { title: 'ADDRESS' },
    { title: 'DATR', align: 'right' as const },
    { title: 'COINS', align: 'right' as const },
    { title: '' },
    { title: 'MADE' },
  ];
  output.line(renderTable(columns, rows, output.colors.dim));
  if (items.every(({ coin }) => coin === null)) {
    output.note('No server is reachable, so there are no balances.');
  }
  return 'done';
};

/** The home's own accounts, then those of the seed by their index, then the imported ones. */
async function collectAccounts(context: CommandContext): Promise<ListedAccount[]> {
  const own = await Promise.all((['owner', 'member'] as const).map((kind) => collectOwn(kind, context)));
  const { entries } = await readWalletEntries(context.home);
  return [
    ...own.flat(),
    ...entries
      .toSorted((a, b) => positionOf(a) - positionOf(b))
      .map((entry) => ({
        kind: entry.kind,
        index: entry.kind === 'derived' ? entry.index : null,
        name: entry.name,
        purpose: entry.kind === 'derived' ? entry.purpose : null,
        address: entry.address,
        createdAtMs: entry.createdAtMs,
        datr: null,
        coin: null,
        isUsed: null,
      })),
  ];
}

function positionOf(entry: WalletEntry): number {
  return entry.kind === 'derived' ? entry.index : Number.MAX_SAFE_INTEGER;
}

/** Left out where the home has none, or where its passphrase was not given: the wallet is listed without it. */
async function collectOwn(kind: 'owner' | 'member', context: CommandContext): Promise<ListedAccount[]> {
  try {
    const address = encodeHex(accountOfKey(await readAccountKey(context, kind)));
    return [
      {
        kind,
        index: null,
        name: null,
        purpose: null,
        address,
        createdAtMs: null,
        datr: null,
        coin: null,
        isUsed: null,
      },
    ];
  } catch (error) {
    const isExpected =
      error instanceof DatacarError &&
      ['UNAUTHENTICATED', 'ACCOUNT_UNKNOWN', 'SEAL_INVALID'].includes(error.code);
    if (isExpected) return [];
    throw error;
  }
}

async function readBalancesOf(
  accounts: readonly ListedAccount[],
  context: CommandContext,
): Promise<ListedAccount[]> {
  const addresses = accounts.map(({ address }) => address);
  const progress = await context.output.startProgress('Asking the chain for balances');
  const uses = await askIfReachable(context, (client) => readAccountUses(client, { addresses })).finally(() =>
    progress.stop(),
  );
  return accounts.map((account, index) => {
    const use = uses?.[index];
    return use === undefined
      ? account
      : {
          ...account,
          datr: use.holdings.datr?.toString() ?? null,
          coin: use.balanceWei.toString(),
          isUsed: use.isUsed,
        };
  });
}
