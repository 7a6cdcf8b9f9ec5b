// SPDX-License-Identifier: Apache-2.0
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import { showControls } from '@datacar/core/consortium/quoteText';
import type { readOffering } from '@datacar/core/token/routes';
import { type Address, zeroAddress, zeroHash } from 'viem';
import type { ChainView } from './openChainViews.ts';

type Offering = RouteResponse<typeof readOffering>;
type Round = Offering['rounds'][number];

/** By their number on the chain. */
export const roundNames = ['subscription', 'firstPlacement', 'secondPlacement'] as const;

/** `PublicOffering.RoundState`, by its number. */
export const roundStates = ['unpublished', 'announced', 'open', 'over', 'closed'] as const;

/** A token may call itself anything; nobody reads more. */
const SYMBOL_LENGTH_MAX = 32;

/** The offering with all rounds, and what a buyer has in each. */
export async function readRounds(
  view: ChainView,
  { contracts, buyer }: { contracts: DatacarContracts; buyer: Address | undefined },
): Promise<Offering> {
  const { read, asOf, at } = view;
  const [launchedAt, deadline, proceedsRecipient, rounds] = await Promise.all([
    read('publicOffering', 'launchedAt', []),
    read('publicOffering', 'deadline', []),
    read('publicOffering', 'proceedsRecipient', []),
    Promise.all(roundNames.map((_, index) => readRound(view, { index, buyer }))),
  ]);
  const isOver = rounds.every(({ state }) => state === 'over' || state === 'closed');
  return {
    account: contracts.publicOffering,
    launchedAtMs: launchedAt === 0n ? null : Number(launchedAt) * 1_000,
    deadlineMs: Number(deadline) * 1_000,
    canLaunch: launchedAt === 0n && (isOver || BigInt(at) >= deadline),
    proceedsRecipient,
    rounds,
    asOf,
  };
}

async function readRound(
  view: ChainView,
  { index, buyer }: { index: number; buyer: Address | undefined },
): Promise<Round> {
  const round = BigInt(index);
  const [found, purchase] = await Promise.all([
    view.read('publicOffering', 'roundOf', [round]),
    buyer === undefined ? undefined : view.read('publicOffering', 'purchaseOf', [round, buyer]),
  ]);
  const { state, terms, isMinimumMet } = found;
  const isFailing = !isMinimumMet && (roundStates[state] === 'over' || found.isFailed);
  const isPublished = terms.closesAt !== 0n;
  return {
    index,
    name: roundNames[index] ?? 'subscription',
    state: roundStates[state] ?? 'unpublished',
    isFailed: found.isFailed,
    terms: isPublished
      ? {
          opensAtMs: Number(terms.opensAt) * 1_000,
          closesAtMs: Number(terms.closesAt) * 1_000,
          payment: await readPayment(view, terms.paymentToken),
          price: terms.price.toString(),
          buyerMax: terms.buyerMax === 0n ? null : terms.buyerMax.toString(),
          allowListRoot: terms.allowListRoot === zeroHash ? null : terms.allowListRoot,
          minimum: terms.minimum === 0n ? null : terms.minimum.toString(),
        }
      : null,
    available: found.available.toString(),
    sold: found.sold.toString(),
    isMinimumMet,
    proceeds: (found.raised - found.paidOut).toString(),
    purchase:
      purchase === undefined
        ? null
        : {
            bought: purchase.bought.toString(),
            paid: purchase.paid.toString(),
            claimable: isMinimumMet ? purchase.owed.toString() : '0',
            refundable: isFailing ? purchase.paid.toString() : '0',
          },
  };
}

async function readPayment(
  { readAt }: ChainView,
  token: Address,
): Promise<NonNullable<Round['terms']>['payment']> {
  if (token === zeroAddress) return { token: null, symbol: 'coin', decimals: 18 };
  const question = { address: token, abi: contractAbis.datr, args: [] } as const;
  // A token need not say either; then its smallest unit is shown.
  const [symbol, decimals] = await Promise.all([
    readAt({ ...question, functionName: 'symbol' }).catch(() => ''),
    readAt({ ...question, functionName: 'decimals' }).catch(() => 0),
  ]);
  const shown = showControls(symbol).slice(0, SYMBOL_LENGTH_MAX);
  return { token, symbol: shown === '' ? token : shown, decimals };
}
