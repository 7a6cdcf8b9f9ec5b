// SPDX-License-Identifier: Apache-2.0
import type { ListProposalsReturnType } from '@datacar/sdk/consortium/listProposals';
import type { Tone } from '../../ui/Callout.tsx';

export type Proposal = ListProposalsReturnType['items'][number];

export const proposalStates: Readonly<Record<Proposal['state'], { name: string; tone: Tone }>> = {
  open: { name: 'open', tone: 'info' },
  passed: { name: 'passed', tone: 'good' },
  scheduled: { name: 'waits in the timelock', tone: 'warning' },
  executed: { name: 'done', tone: 'good' },
  rejected: { name: 'rejected', tone: 'danger' },
  expired: { name: 'expired', tone: 'neutral' },
};

/** Those that somebody can still do something about first; then the newest. */
export function orderProposals(proposals: readonly Proposal[]): Proposal[] {
  const isUnsettled = ({ state }: Proposal) =>
    state === 'open' || state === 'passed' || state === 'scheduled' ? 1 : 0;
  return proposals.toSorted(
    (left, right) => isUnsettled(right) - isUnsettled(left) || Number(right.id) - Number(left.id),
  );
}

/** How far it is, in a sentence. */
export function countVotes({ state, forVotes, againstVotes, needed, electorate }: Proposal): string {
  const votes = `${forVotes} for, ${againstVotes} against; ${needed} of ${electorate} are needed`;
  const missing = needed - forVotes;
  if (state !== 'open') return `${votes}.`;
  return `${votes}: ${missing} more ${missing === 1 ? 'carries' : 'carry'} it.`;
}
