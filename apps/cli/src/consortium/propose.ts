// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import { proposeCalls } from '@datacar/sdk/consortium/calls/proposeCalls';
import { proposeCancel } from '@datacar/sdk/consortium/calls/proposeCancel';
import { proposeMember } from '@datacar/sdk/consortium/calls/proposeMember';
import { proposeRoles } from '@datacar/sdk/consortium/calls/proposeRoles';
import { listMembers } from '@datacar/sdk/consortium/listMembers';
import { readAllPages } from '../command/readAllPages.ts';
import { type CallOptions, type PrepareCallContext, runCall } from '../command/runCall.ts';
import { UsageError } from '../command/UsageError.ts';
import { findAddress } from '../home/findAddress.ts';

interface Options extends CallOptions {
  account?: string;
  name?: string;
  role?: string[];
  dismiss?: boolean;
  calls?: string;
  cancel?: string;
  reason: string;
}

export const propose = runCall<Options>(
  async (options, prepared) => {
    const { account, calls, cancel, reason } = options;
    if ([account, calls, cancel].filter((given) => given !== undefined).length !== 1) {
      throw new UsageError(
        'Give the --account that it is about, --calls for the timelock, or the proposal to --cancel: one of them.',
      );
    }
    if (cancel !== undefined) return proposeCancel(prepared.client, { id: cancel, reason });
    if (calls !== undefined) return proposeCalls(prepared.client, { calls: await readCalls(calls), reason });
    return proposeMembership(options, prepared);
  },
  {
    creates: 'proposal',
    next: (_options, id) => `Members vote with: datacar member vote ${id} --for --from ACCOUNT`,
  },
);

async function proposeMembership(
  { account = '', name, role: roles = [], dismiss = false, reason }: Options,
  { client, context }: PrepareCallContext,
): Promise<ContractCall> {
  if (dismiss === roles.length > 0) throw new UsageError('Give the roles with --role, or --dismiss.');
  const subject = await findAddress(context, account);
  const { items } = await readAllPages((query) => listMembers(client, query));
  const wasMember = items.some((member) => member.account.toLowerCase() === subject);
  if (wasMember) {
    if (name !== undefined) throw new UsageError('A member keeps the name that it has; leave --name away.');
    return proposeRoles(client, { account: subject, roles, reason });
  }
  if (name === undefined || dismiss) {
    throw new UsageError(`${subject} never was a member. To admit it, give --name and --role.`);
  }
  return proposeMember(client, { account: subject, name, roles, reason });
}

async function readCalls(file: string): Promise<ContractCall[]> {
  const isHex = (value: unknown): value is `0x${string}` =>
    typeof value === 'string' && /^0x([0-9a-fA-F]{2})*$/.test(value);
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new UsageError(`${file} is no JSON file that can be read: ${String(cause)}`);
  }
  if (!Array.isArray(parsed)) throw new UsageError(`${file} holds no list of calls.`);
  return parsed.map((call: { to?: unknown; data?: unknown }, index) => {
    if (!isHex(call.to) || !isHex(call.data)) {
      throw new UsageError(`Call ${index + 1} of ${file} needs "to" and "data" in hex.`);
    }
    return { to: call.to, data: call.data, value: 0n, sentence: `Call ${call.to} with ${call.data}` };
  });
}
