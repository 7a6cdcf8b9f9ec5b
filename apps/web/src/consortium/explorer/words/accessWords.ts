// SPDX-License-Identifier: Apache-2.0
import type { ChainValue } from '@datacar/sdk/consortium/decodeChainData';
import { type Args, address, hash, moment, quoted, type Sentences, say, type Words } from './say.ts';

type Value = ChainValue | undefined;

/** Numbers of Access.sol beside those of the members' roles. */
const namedRoles = new Map([
  ['0', 'the administrator'],
  ['100', 'the steward'],
  ['101', 'the council'],
  ['102', 'every member'],
  [String(2n ** 64n - 1n), 'anyone'],
]);

const roleName = (id: Value): string => namedRoles.get(String(id)) ?? `role ${String(id)}`;

/** Access numbers its roles, the timelock hashes them. */
const roleOf = ({ roleId, role }: Args): Words =>
  roleId === undefined ? say`role ${hash(role)}` : [roleName(roleId)];

/** Events of who may do what, of the timelock, and of how contracts are made and replaced. */
export const accessWords: Sentences = {
  Created: ({ created }) => say`The contract ${address(created)} was deployed.`,
  Upgraded: ({ implementation }, contract) =>
    say`${address(contract)} runs the code of ${address(implementation)} from now on.`,
  Initialized: ({ version }, contract) => say`${address(contract)} was set up, version ${String(version)}.`,
  AuthorityUpdated: ({ authority }, contract) =>
    say`${address(contract)} asks ${address(authority)} who may do what.`,
  Paused: ({ target, until }) => say`The council paused ${address(target)} until ${moment(until)}.`,
  Unpaused: ({ target }) => say`The pause of ${address(target)} ended.`,
  PausableChanged: ({ target, canBePaused }) =>
    canBePaused === true
      ? say`The council may pause ${address(target)} from now on.`
      : say`Nobody can pause ${address(target)} any more.`,
  TargetClosed: ({ target, closed }) =>
    say`${address(target)} was ${closed === true ? 'closed' : 'opened again'}.`,
  TargetFunctionRoleUpdated: ({ target, selector, roleId }) =>
    say`Function ${hash(selector)} of ${address(target)} is for ${roleName(roleId)} from now on.`,
  TargetAdminDelayUpdated: ({ target, since }) =>
    say`How long a change of ${address(target)} waits changes at ${moment(since)}.`,
  RoleGranted: (args, contract) =>
    say`${address(args.account)} was given ${roleOf(args)} of ${address(contract)}.`,
  RoleRevoked: (args, contract) =>
    say`${address(args.account)} lost ${roleOf(args)} of ${address(contract)}.`,
  RoleAdminChanged: (args, contract) =>
    say`Who gives ${roleOf(args)} of ${address(contract)} is from now on ${args.admin === undefined ? hash(args.newAdminRole) : roleName(args.admin)}.`,
  RoleGuardianChanged: ({ roleId, guardian }) =>
    say`What ${roleName(roleId)} has scheduled can be stopped by ${roleName(guardian)} from now on.`,
  RoleGrantDelayChanged: ({ roleId, since }) =>
    say`How long giving ${roleName(roleId)} waits changes at ${moment(since)}.`,
  RoleLabel: ({ roleId, label }) => say`The name of ${roleName(roleId)} is ${quoted(label)}.`,
  OperationScheduled: ({ caller, target, schedule }) =>
    say`${address(caller)} scheduled a call of ${address(target)} for ${moment(schedule)}.`,
  OperationExecuted: ({ operationId }) => say`The scheduled call ${hash(operationId)} was made.`,
  OperationCanceled: ({ operationId }) => say`The scheduled call ${hash(operationId)} was called off.`,
  CallScheduled: ({ target, delay }) =>
    say`A call of ${address(target)} waits ${hoursOf(delay)} in the timelock.`,
  CallExecuted: ({ target }) => say`The timelock called ${address(target)}.`,
  Cancelled: ({ id }) => say`What waited in the timelock as ${hash(id)} was called off.`,
  MinDelayChange: ({ newDuration }) => say`The timelock waits ${hoursOf(newDuration)} from now on.`,
};

const secondsPerHour = 3_600;

function hoursOf(seconds: Value): string {
  const hours = Number(seconds) / secondsPerHour;
  return hours >= 1 ? `${Number(hours.toFixed(1))} hours` : `${Number(seconds)} seconds`;
}
