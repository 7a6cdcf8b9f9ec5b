// SPDX-License-Identifier: Apache-2.0
import type { ChainValue } from '@datacar/sdk/consortium/decodeChainData';
import {
  address,
  coin,
  datr,
  isZero,
  link,
  moment,
  quoted,
  type Sentences,
  say,
  type Word,
  type Words,
} from './say.ts';

type Value = ChainValue | undefined;

const roundNames = ['the subscription', 'the first placement', 'the second placement'];

const round = (index: Value): Word => ({
  kind: 'link',
  target: 'offering',
  id: String(index),
  text: roundNames[Number(index)] ?? `round ${String(index)}`,
});

const release = (id: Value): Word => link('fundRelease', id, 'release');

/** A payment: of the chain's coin, or of a token whose decimals an event does not tell. */
const payment = (amount: Value, token: Value): Words =>
  isZero(token) ? [coin(amount)] : say`${String(amount)} of the smallest unit of ${address(token)}`;

/** Of DATR, where the event of a car has the same name. */
export const datrTransferWords: Sentences = {
  Transfer: ({ from, to, value }) => {
    if (isZero(from)) return say`${datr(value)} were made for ${address(to)}.`;
    if (isZero(to)) return say`${address(from)} burned ${datr(value)}.`;
    return say`${address(from)} sent ${datr(value)} to ${address(to)}.`;
  },
  Approval: ({ owner, spender, value }) =>
    String(value) === '0'
      ? say`${address(owner)} no longer lets ${address(spender)} take DATR.`
      : say`${address(owner)} lets ${address(spender)} take up to ${datr(value)}.`,
};

/** Events of DATR and of the contracts that hold its allocations. */
export const tokenWords: Sentences = {
  DelegateChanged: ({ delegator, toDelegate }) =>
    say`${address(delegator)} gave the votes of its DATR to ${address(toDelegate)}.`,
  DelegateVotesChanged: ({ delegate, newVotes }) =>
    say`${address(delegate)} has the votes of ${datr(newVotes)} now.`,
  RoundPublished: ({ round: index, terms }) => {
    const { opensAt, closesAt, price, paymentToken } = terms as Record<string, ChainValue>;
    return say`The council published ${round(index)}: open from ${moment(opensAt)} to ${moment(closesAt)}, at ${payment(price, paymentToken)} for 1 DATR.`;
  },
  Bought: ({ round: index, buyer, amount, isDelivered }) =>
    isDelivered === true
      ? say`${address(buyer)} bought ${datr(amount)} in ${round(index)}.`
      : say`${address(buyer)} bought ${datr(amount)} in ${round(index)}, to be delivered once its minimum is met.`,
  MinimumMet: ({ round: index }) => say`The minimum of ${round(index)} is met: what was bought can be taken.`,
  Claimed: ({ round: index, buyer, amount }) =>
    say`${address(buyer)} received ${datr(amount)} bought in ${round(index)}.`,
  Refunded: ({ round: index, buyer }) =>
    say`${address(buyer)} was paid back, because ${round(index)} failed.`,
  RoundClosed: ({ round: index, sold, isFailed, rolledOn }) =>
    isFailed === true
      ? say`Closed ${round(index)} without its minimum: everyone is paid back, and ${datr(rolledOn)} go on.`
      : say`Closed ${round(index)} with ${datr(sold)} sold; ${datr(rolledOn)} go on.`,
  ProceedsCollected: ({ round: index, recipient, paymentToken, amount }) =>
    say`${address(recipient)} received ${payment(amount, paymentToken)} from ${round(index)}.`,
  Launched: ({ toMiningReserve }) =>
    say`${{ kind: 'link', target: 'token', id: '', text: 'DATR' }} was launched: every schedule counts from here. ${datr(toMiningReserve)} that the offering left went to mining.`,
  Released: ({ beneficiary, amount }, contract) =>
    say`${address(contract)} released ${datr(amount)} to ${address(beneficiary)}.`,
  BeneficiaryOffered: ({ beneficiary, pending }) =>
    isZero(pending)
      ? say`${address(beneficiary)} keeps what the technology allocation releases.`
      : say`${address(beneficiary)} offers ${address(pending)} to receive what the technology allocation releases.`,
  BeneficiaryChanged: ({ former, beneficiary }) =>
    say`${address(beneficiary)} receives what the technology allocation releases, in place of ${address(former)}.`,
  ReleaseProposed: ({ id, proposer, recipient, amount, purpose }, contract) =>
    say`${address(proposer)} proposed ${release(id)} of ${address(contract)}: ${datr(amount)} to ${address(recipient)} for ${quoted(purpose)}.`,
  ReleaseCommented: ({ id, author, text }, contract) =>
    say`${address(author)} commented on ${release(id)} of ${address(contract)}: ${quoted(text)}`,
  ReleaseApproved: ({ id, seat, approvals, needed }, contract) =>
    say`${address(seat)} approved ${release(id)} of ${address(contract)}, ${String(approvals)} of ${String(needed)}.`,
  ReleaseRejected: ({ id, seat }, contract) =>
    say`${address(seat)} rejected ${release(id)} of ${address(contract)}.`,
  ReleasePaid: ({ id, recipient, amount }, contract) =>
    say`${address(contract)} paid ${datr(amount)} to ${address(recipient)} by its ${release(id)}.`,
  EpochsStarted: ({ total, initialCap }) =>
    say`The weeks of mining began with ${datr(total)}; the first may pay ${datr(initialCap)} at most.`,
  DistributorSet: ({ distributor }) =>
    say`${address(distributor)} distributes the rewards of mining from now on.`,
  RewardPaid: ({ epoch, to, amount }) =>
    say`Mining paid ${datr(amount)} to ${address(to)} in week ${String(epoch)}.`,
};
