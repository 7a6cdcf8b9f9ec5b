// SPDX-License-Identifier: Apache-2.0
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import { client } from '../app/client.ts';
import type { ReleaseAction } from './funds/ReleaseCard.tsx';
import type { RoundAction } from './offering/RoundCard.tsx';
import type { Round } from './offering/roundWords.ts';
import type { FundName } from './tokenQueries.ts';

// What encodes a call brings a library, so it is fetched when somebody is about to sign.

export async function buildSend(parameters: { to: string; amount: bigint }): Promise<ContractCall> {
  const { sendToken } = await import('@datacar/sdk/token/calls/sendToken');
  return sendToken(client, parameters);
}

export async function buildRelease(allocation: 'technology' | 'foundation'): Promise<ContractCall> {
  const { releaseAllocation } = await import('@datacar/sdk/token/calls/releaseAllocation');
  return releaseAllocation(client, { allocation });
}

export async function buildBuy(
  { index }: Round,
  { amount, proof }: { amount: bigint; proof: string[] },
): Promise<ContractCall> {
  const { buyRound } = await import('@datacar/sdk/token/calls/buyRound');
  return buyRound(client, { round: index, amount, proof });
}

/** Lets the offering take what a purchase costs, for a round that is paid in a token. */
export async function buildAllowance(token: string, amount: bigint): Promise<ContractCall> {
  const { approveToken } = await import('@datacar/sdk/token/calls/approveToken');
  return approveToken(client, { token, spender: 'offering', amount });
}

export async function buildLaunch(): Promise<ContractCall> {
  const { launch } = await import('@datacar/sdk/token/calls/launch');
  return launch(client);
}

/** What can be done with a round besides buying. */
export async function buildRoundAction(
  action: Exclude<RoundAction, 'buy'>,
  { round: { index: round }, buyer }: { round: Round; buyer: string },
): Promise<ContractCall> {
  switch (action) {
    case 'close': {
      const { closeRound } = await import('@datacar/sdk/token/calls/closeRound');
      return closeRound(client, { round });
    }
    case 'claim': {
      const { claimPurchase } = await import('@datacar/sdk/token/calls/claimPurchase');
      return claimPurchase(client, { round, buyer });
    }
    case 'refund': {
      const { refundPurchase } = await import('@datacar/sdk/token/calls/refundPurchase');
      return refundPurchase(client, { round, buyer });
    }
    case 'collect': {
      const { collectProceeds } = await import('@datacar/sdk/token/calls/collectProceeds');
      return collectProceeds(client, { round });
    }
  }
}

/** The same in a terminal. */
export function roundCommand(
  action: Exclude<RoundAction, 'buy'>,
  { round: { name }, buyer }: { round: Round; buyer: string },
): string {
  const round = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const hasBuyer = action === 'claim' || action === 'refund';
  return `datacar offering ${action} --round ${round}${hasBuyer ? ` --buyer ${buyer}` : ''}`;
}

interface ReleaseKey {
  fund: FundName;
  id: string;
}

export async function buildReleaseAction(
  action: Exclude<ReleaseAction, 'comment'>,
  key: ReleaseKey,
): Promise<ContractCall> {
  switch (action) {
    case 'approve': {
      const { approveRelease } = await import('@datacar/sdk/token/calls/approveRelease');
      return approveRelease(client, key);
    }
    case 'reject': {
      const { rejectRelease } = await import('@datacar/sdk/token/calls/rejectRelease');
      return rejectRelease(client, key);
    }
    case 'pay': {
      const { payRelease } = await import('@datacar/sdk/token/calls/payRelease');
      return payRelease(client, key);
    }
  }
}

export const releaseCommand = (action: Exclude<ReleaseAction, 'comment'>, { fund, id }: ReleaseKey): string =>
  `datacar fund ${action} ${id} --fund ${fund}`;

export async function buildComment(parameters: ReleaseKey & { text: string }): Promise<ContractCall> {
  const { commentRelease } = await import('@datacar/sdk/token/calls/commentRelease');
  return commentRelease(client, parameters);
}

export interface ReleaseProposal {
  fund: FundName;
  recipient: string;
  amount: bigint;
  purpose: string;
  documentHash: string;
}

export async function buildPropose(parameters: ReleaseProposal): Promise<ContractCall> {
  const { proposeRelease } = await import('@datacar/sdk/token/calls/proposeRelease');
  return proposeRelease(client, parameters);
}

/** A text as one word of a shell. */
export const quoteShell = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
