// SPDX-License-Identifier: Apache-2.0
import type { ChainValue } from '@datacar/sdk/consortium/decodeChainData';
import {
  type Args,
  address,
  because,
  isZero,
  link,
  moment,
  quoted,
  roles,
  type Sentences,
  say,
  type Word,
  type Words,
} from './say.ts';

type Value = ChainValue | undefined;

/** Of the contract's enum. */
const kindAdmission = 0;
const kindRoles = 1;

const proposal = (id: Value, word = 'proposal'): Word => link('proposal', id, word);
const action = (id: Value): Word => link('councilAction', id, 'action');

/** Events of members, their votes, their nodes and the council. */
export const memberWords: Sentences = {
  MemberAdded: ({ account, roles: mask }) =>
    say`${address(account)} joined the consortium as ${roles(mask)}.`,
  MemberRolesChanged: ({ account, roles: mask }) =>
    Number(mask) === 0
      ? say`${address(account)} left the consortium.`
      : say`${address(account)} is ${roles(mask)} from now on.`,
  GenesisEnded: ({ memberCount }) =>
    say`${String(memberCount)} members stand: the powers of the founder ended, and the members govern together.`,
  ServerAccountAdded: ({ member, server }) => say`${address(member)} lets ${address(server)} act for it.`,
  ServerAccountRemoved: ({ member, server }) =>
    say`${address(member)} no longer lets ${address(server)} act for it.`,
  ServerUrlChanged: ({ member, server, url }) =>
    url === ''
      ? say`${address(member)} took back where ${address(server)} answers.`
      : say`${address(member)} published that ${address(server)} answers at ${quoted(url)}.`,
  CertificateKeyAdded: ({ member }) => say`${address(member)} added a key that certifies cars.`,
  CertificateKeyRevoked: ({ member }) => say`${address(member)} revoked a key that certified cars.`,
  Proposed: (args) =>
    say`${address(args.proposer)} made ${proposal(args.id)}: ${proposalWords(args)}${because(args.reason)}.`,
  VoteCast: ({ id, voter, isFor, forVotes, againstVotes }) =>
    say`${address(voter)} voted ${isFor === true ? 'for' : 'against'} ${proposal(id)}: ${String(forVotes)} for, ${String(againstVotes)} against.`,
  ProposalScheduled: ({ id, readyAt }) =>
    say`${proposal(id, 'Proposal')} was carried and waits in the timelock until ${moment(readyAt)}.`,
  ProposalExecuted: ({ id }) => say`${proposal(id, 'Proposal')} was carried out.`,
  NodeRegistered: ({ member, node }) => say`${address(member)} registered the node ${address(node)}.`,
  EndpointChanged: ({ member, node, endpoint }) =>
    say`The node ${address(node)} of ${address(member)} is reached at ${quoted(endpoint)} from now on.`,
  NodeProved: ({ member, node }) =>
    say`The node ${address(node)} of ${address(member)} proved that it lives.`,
  ValidatorAdded: ({ member, node }) =>
    say`The node ${address(node)} of ${address(member)} seals blocks from now on.`,
  ValidatorRemoved: ({ member, node }) =>
    say`The node ${address(node)} of ${address(member)} no longer seals blocks.`,
  NodeRemoved: ({ member, node }) => say`${address(member)} removed the node ${address(node)}.`,
  SeatsChanged: ({ seats, threshold }) =>
    say`The council has ${countOf(seats)} now; ${String(threshold)} of them decide.`,
  ActionProposed: ({ id, proposer, target, reason }) =>
    say`${address(proposer)} asked the council for ${action(id)}, a call of ${address(target)}${because(reason)}.`,
  ActionApproved: ({ id, seat, approvals, needed }) =>
    say`${address(seat)} approved ${action(id)} of the council, ${String(approvals)} of ${String(needed)}.`,
  ApprovalWithdrawn: ({ id, seat }) =>
    say`${address(seat)} took back its approval of ${action(id)} of the council.`,
  ActionDone: ({ id }) => say`The council carried out its ${action(id)}.`,
};

function proposalWords({ kind, subject, roles: mask, name }: Args): Words {
  if (Number(kind) === kindAdmission) {
    return say`admit ${quoted(name)} (${address(subject)}) as ${roles(mask)}`;
  }
  if (Number(kind) !== kindRoles || isZero(subject)) return say`have the timelock call contracts`;
  return Number(mask) === 0 ? say`dismiss ${address(subject)}` : say`make ${address(subject)} ${roles(mask)}`;
}

function countOf(seats: Value): string {
  const count = Array.isArray(seats) ? seats.length : 0;
  return `${count} ${count === 1 ? 'seat' : 'seats'}`;
}
