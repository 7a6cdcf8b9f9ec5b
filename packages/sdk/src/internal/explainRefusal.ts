// SPDX-License-Identifier: Apache-2.0
import type { DatacarError } from '@datacar/core/errors/DatacarError';
import { formatAmount } from '@datacar/core/token/formatAmount';
import { decodeErrorResult, type Hex } from 'viem';
import { datacarErrors } from './datacarAbis.ts';

export interface ExplainedRefusal {
  /** What the contract said, and what to do next. */
  message: string;
  /** `errorName` and `args` of the contract's error, when it is known here. */
  details: Readonly<Record<string, unknown>>;
}

/** Says in words why a contract refused a call, from what the chain answered. */
export function explainRefusal(refusal: DatacarError): ExplainedRefusal {
  const { data } = refusal.details;
  const decoded = isHexData(data) ? decode(data) : undefined;
  if (decoded === undefined) return explainOther(refusal);
  const { errorName, args } = decoded;
  const advice = advices[errorName];
  return {
    message: `${errorName}: ${advice === undefined ? 'the contract refused the call.' : advice(args)}`,
    details: { errorName, args: args.map(String) },
  };
}

type Args = readonly unknown[];

const time = (seconds: unknown) => new Date(Number(seconds) * 1_000).toISOString().replace('.000Z', 'Z');
const datr = (amount: unknown) => `${formatAmount(BigInt(amount as bigint))} DATR`;

/** As the contract's enum has them. */
const roundStates = [
  'its terms are not published',
  'it has not opened yet',
  'it is open',
  'it is over',
  'it is closed',
];
const fundStates = ['open', 'approved', 'paid', 'rejected', 'expired'];
const proposalStates = ['open', 'passed', 'scheduled', 'executed', 'rejected', 'expired'];

/** `TimelockController`: the bit of the state in which the delay is over. */
const OPERATION_READY = 1n << 2n;

const proposalAdvice = (state: number) => {
  if (state === 0) return ': two thirds of its electorate have to vote for it first';
  return state < 3 ? '' : '; make a new proposal if something is still wanted';
};

/** For what people meet. Every other error is told by its name, which the contract's documentation explains. */
const advices: Readonly<Record<string, (args: Args) => string>> = {
  ERC20InsufficientBalance: ([account, balance, needed]) =>
    `${account} has ${formatAmount(BigInt(balance as bigint))} and needs ${formatAmount(BigInt(needed as bigint))} of the token; give a smaller amount, or another account that has it.`,
  ERC20InsufficientAllowance: ([spender, , needed]) =>
    `Allow ${spender} to take ${formatAmount(BigInt(needed as bigint))} of the token first (approveToken).`,
  ERC20InvalidReceiver: ([receiver]) => `Nobody can receive at ${receiver}; check the address.`,

  PublicOffering_NotOpen: ([round, state]) =>
    `Round ${round} does not sell now: ${roundStates[Number(state)]}. Look at its times in the offering.`,
  PublicOffering_NotCouncil: () => 'Only the council publishes a round: propose it as a seat of the council.',
  PublicOffering_NotNextRound: ([, next]) => `Rounds are published in order; the next one is ${next}.`,
  PublicOffering_TimesInvalid: ([, , earliestAt]) =>
    `A round opens at ${time(earliestAt)} or later, closes after it opens, and by the deadline of the offering.`,
  PublicOffering_PriceZero: () => 'Give a price above zero.',
  PublicOffering_PaymentTokenInvalid: ([token]) => `${token} is no token that a round can be paid in.`,
  PublicOffering_MinimumInvalid: ([, max]) => `The minimum of this round is at most ${datr(max)}.`,
  PublicOffering_AmountZero: () => 'Give an amount above zero.',
  PublicOffering_NotEnoughLeft: ([, left]) => `The round has ${datr(left)} left; buy that much or less.`,
  PublicOffering_NotAllowed: () =>
    'This account is not on the list of the round, or the proof is not for this list. Ask who published the list.',
  PublicOffering_BuyerMaxExceeded: ([, left]) => `This account may buy ${datr(left)} more in this round.`,
  PublicOffering_CostExceeded: ([cost]) =>
    `It costs ${cost} of the smallest unit; raise the most you want to pay.`,
  PublicOffering_ValueInvalid: ([cost]) =>
    `Send exactly ${formatAmount(BigInt(cost as bigint))} of the coin.`,
  PublicOffering_NothingToClaim: () =>
    'Nothing waits to be delivered: the minimum is not met yet, or it was delivered before.',
  PublicOffering_NothingToRefund: () =>
    'Nothing is to be paid back: the round has not failed, or it was paid back before.',
  PublicOffering_AlreadyClosed: () => 'The round is closed already; there is nothing to do.',
  PublicOffering_NotOver: ([round]) =>
    `Round ${round} is neither sold out nor is its time over; wait until it closes, or for the deadline.`,
  PublicOffering_NothingToCollect: () =>
    'No proceeds can be collected: the minimum is not met, or they were collected before.',
  PublicOffering_AlreadyLaunched: () => 'The launch was before; there is nothing to do.',

  Vesting_NothingReleasable: ([nextAt]) =>
    Number(nextAt) === 0
      ? 'Nothing is due: the launch has not come yet, or everything was released.'
      : `Nothing is due before ${time(nextAt)}; try again then.`,

  Fund_NotLaunched: () => 'A fund pays nothing before the launch of the token.',
  Fund_NotSeat: ([account]) =>
    `${account} is no seat of the council; only seats propose, approve and reject.`,
  Fund_RecipientInvalid: ([recipient]) => `${recipient} cannot receive a release; check the address.`,
  Fund_AmountZero: () => 'Give an amount above zero.',
  Fund_TextLengthInvalid: ([length]) => `The text has ${length} bytes; it needs 1 to 1024.`,
  Fund_DocumentMissing: () => 'Give the hash of the published document that explains the release.',
  Fund_TooManyUnsettled: () =>
    'The fund has 64 open releases, or this seat has its share of them; pay or reject one first.',
  Fund_UnknownRelease: ([id]) => `There is no release ${id} in this fund.`,
  Fund_Settled: ([id, state]) =>
    `Release ${id} is ${fundStates[Number(state)]}; nothing changes it any more.`,
  Fund_AlreadyDone: ([id, seat]) => `${seat} has said so on release ${id} already; there is nothing to do.`,
  Fund_NotApproved: ([id, approvals, needed]) =>
    `Release ${id} has ${approvals} of ${needed} approvals of seats; ask the others to approve it.`,
  Fund_CommentsOpen: ([id, payableAt]) =>
    `Release ${id} is open for comments until ${time(payableAt)}; pay it then.`,
  Fund_NotEnough: ([, remaining]) => `The fund has ${datr(remaining)} left, which is not enough.`,

  MiningReserve_NotDistributor: () => 'Only the distributor of rewards pays from the mining reserve.',

  Council_NotSteward: () =>
    'Only the steward gives seats: the founder until three members stand, then the members by a vote (proposeCalls).',
  Council_NotSeat: ([account]) => `${account} is no seat of the council.`,
  Council_SeatCountInvalid: () => 'A council has 1 to 21 seats.',
  Council_SeatInvalid: ([seat]) => `${seat} is given twice, or is no account.`,
  Council_ThresholdInvalid: ([, seatCount]) => `The threshold is 1 to ${seatCount}.`,
  Council_UnknownAction: ([id]) => `There is no action ${id}.`,
  Council_NotOpen: ([id]) => `Action ${id} is done, or has expired; propose it again if it is still wanted.`,
  Council_AlreadyApproved: ([id, seat]) =>
    `${seat} has approved action ${id} already; other seats are needed.`,
  Council_NotApproved: ([id, seat]) => `${seat} has not approved action ${id}.`,
  Council_ReasonLengthInvalid: () => 'Give a reason of 1 to 1024 bytes.',

  Members_NotGoverning: () =>
    'Members are admitted by the founder until three members stand, and by a vote of the members afterwards (proposeMember).',
  Members_NotMember: ([account]) => `${account} is no member of the consortium.`,
  Members_AlreadyMember: ([account]) =>
    `${account} is a member, or has been one; change its roles instead (proposeRoles).`,
  Members_RolesInvalid: () => 'Give at least one role, and only roles that there are.',
  Members_NameLengthInvalid: () => 'A name has 1 to 128 bytes.',
  Members_LastMember: () => 'The last member cannot leave.',
  Members_FounderStays: () =>
    'Until three members stand, the founder neither leaves nor gives up the foundation role.',
  Members_ServerAccountUnknown: ([, server]) => `${server} does not act for this member; add it first.`,
  Members_ServerUrlTooLong: () => 'An address of a server has at most 256 bytes.',

  MembersVote_NotMember: ([account]) => `${account} is no member; only members propose.`,
  MembersVote_NotElector: ([id, account]) =>
    `${account} has no vote on proposal ${id}: it was no member when it was made, is none now, or it is about it.`,
  MembersVote_AlreadyVoted: ([id, account]) =>
    `${account} has voted on proposal ${id} already; a vote is for good.`,
  MembersVote_UnknownProposal: ([id]) => `There is no proposal ${id}.`,
  MembersVote_StateInvalid: ([id, state]) =>
    `Proposal ${id} is ${proposalStates[Number(state)]}, so this cannot be done with it now${proposalAdvice(Number(state))}.`,
  MembersVote_Genesis: () =>
    'Nothing is voted on until three members stand: until then the founder admits members by itself (addMember). With the third just admitted, try again in the next block.',
  MembersVote_ElectorateTooSmall: ([electorate]) =>
    `At least two others decide about a member, and there are ${electorate}.`,
  MembersVote_CallsInvalid: () => 'A proposal has 1 to 16 calls with 8192 bytes in all.',
  MembersVote_ReasonTooLong: () => 'A reason has at most 1024 bytes.',
  TimelockUnexpectedOperationState: ([, expected]) =>
    BigInt(String(expected)) === OPERATION_READY
      ? 'The delay of the timelock is not over yet; try again later.'
      : 'What this calls off does not wait in the timelock: it is done, was called off, or is not there yet.',
  Timelock_DelayInvalid: () =>
    'The delay of the timelock is at most 90 days, and never shorter than the consortium was founded with.',

  Validators_NotMember: ([account]) => `${account} is no member; only members register nodes.`,
  Validators_UnknownNode: ([node]) => `${node} is not registered; register it first (registerNode).`,
  Validators_NodeTaken: ([node, member]) => `${node} is registered by ${member}.`,
  Validators_NodesFull: () => 'A member has at most 16 nodes; remove one first.',
  Validators_BlockNotRecent: () => 'The proof is over a block that is too old; make a new one.',
  Validators_ProofNotNewer: () =>
    'The node has signed this block or a later one; make a new proof in the next block.',
  Validators_ProofInvalid: ([node]) =>
    `The proof is not signed by ${node}; sign it with the key of the node.`,
  Validators_LastValidator: () => 'The chain would be left without a validator; add another one first.',

  Access_NotPausable: ([target]) => `${target} can never be paused.`,
  Access_NeverPausable: ([target]) => `${target} can never be paused.`,
  Access_PauseTooLong: () => 'A pause lasts at most 7 days.',
  Access_PausedRecently: ([, pausableAgainAt]) =>
    `It was paused before; again only from ${time(pausableAgainAt)}.`,
  Access_NotPaused: () => 'It is not paused; there is nothing to do.',
  AccessManagerUnauthorizedAccount: ([account]) => `${account} may not do this; see docs/reference/rules.md.`,
  AccessManagedUnauthorized: ([account]) =>
    `${account} may not do this, or the contract is paused; see docs/reference/rules.md.`,
};

/** The errors that are explained. */
export const advisedErrors = Object.keys(advices);

function explainOther(refusal: DatacarError): ExplainedRefusal {
  const reason = refusal.message.replace(/^The chain refused \w+: /, '');
  const isPoor = /insufficient funds|gas required exceeds|OutOfFund/i.test(reason);
  const isSuperseded = /nonce too low|underpriced/i.test(reason);
  const advice = [
    isPoor ? ' The account has too little of the coin: send it some.' : '',
    isSuperseded ? ' Another transaction of the account took its place, so it had no effect: try again.' : '',
  ];
  return {
    message: `The chain does not take the transaction: ${reason}.${advice.join('')}`,
    details: { reason },
  };
}

function decode(data: Hex): { errorName: string; args: Args } | undefined {
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi: datacarErrors, data });
    return { errorName, args: args as Args };
  } catch {
    return undefined;
  }
}

function isHexData(data: unknown): data is Hex {
  return typeof data === 'string' && /^0x[0-9a-f]{8,}$/i.test(data);
}
