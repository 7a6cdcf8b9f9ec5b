// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { membersAbi } from '@datacar/chain/generated/members';
import { recordLogAbi } from '@datacar/chain/generated/recordLog';
import type { TransactionSender } from '@datacar/chain/transactions/openSender';
import { rolesOfMask } from '@datacar/core/consortium/memberRoles';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { formatLogOrigin } from '@datacar/core/records/formatLogOrigin';
import { bytesToHex, encodeFunctionData, type Hex } from 'viem';
import type { ServerKeys } from './openServerKeys.ts';

export interface ServerLog {
  logId: number;
  /** First line of its checkpoints: `datacar/<chainId>/<record log>/<log id>`. */
  origin: string;
}

/**
 * Sees to it that the chain knows what this server signs with: the account that anchors, the key that certifies, and
 * the log. What stands there already stays, so it may be interrupted and repeated.
 *
 * @throws DatacarError NOT_A_MEMBER on a chain whose consortium has not admitted this server's account
 */
export async function establishMember(
  { chain, contracts, keys }: { chain: Chain; contracts: DatacarContracts; keys: ServerKeys },
  { sender }: { sender: TransactionSender },
): Promise<ServerLog> {
  const { publicClient } = chain;
  const { members, recordLog } = contracts;
  const member = keys.member.address;
  const isMember = await publicClient.readContract({
    address: members,
    abi: membersAbi,
    functionName: 'isMember',
    args: [member],
  });
  if (!isMember) {
    throw new DatacarError(
      'NOT_A_MEMBER',
      `The consortium of this chain has not admitted ${member}. Ask its members to admit it.`,
      {
        details: { account: member },
      },
    );
  }

  // Independent of each other, so they may share a block.
  const work: Promise<unknown>[] = [];
  const isServer = await publicClient.readContract({
    address: members,
    abi: membersAbi,
    functionName: 'isServerAccount',
    args: [member, keys.anchor.address],
  });
  if (!isServer) {
    const data = encodeFunctionData({
      abi: membersAbi,
      functionName: 'addServerAccount',
      args: [keys.anchor.address],
    });
    work.push(sender.send({ to: members, data }));
  }

  if (await mayCertify({ chain, contracts, keys })) {
    const [x, y] = coordinatesOf(keys.certificate.publicKey);
    const certificateKeys = await publicClient.readContract({
      address: members,
      abi: membersAbi,
      functionName: 'certificateKeysOf',
      args: [member],
    });
    if (!certificateKeys.some((key) => key.x === x && key.y === y)) {
      const data = encodeFunctionData({ abi: membersAbi, functionName: 'addCertificateKey', args: [x, y] });
      work.push(sender.send({ to: members, data }));
    }
  }

  const originOf = (logId: number) => formatLogOrigin({ chainId: chain.identity.chainId, recordLog, logId });
  const known = await findLog({ chain, contracts, keys }, originOf);
  const opening = known ?? openLog({ chain, contracts, keys }, { sender, originOf });
  const [log] = await Promise.all([opening, ...work]);
  return log;
}

/** Only makers and registrars certify keys of cars; other members run servers, too. */
async function mayCertify({ chain, contracts, keys }: LogOwner): Promise<boolean> {
  const { roles } = await chain.publicClient.readContract({
    address: contracts.members,
    abi: membersAbi,
    functionName: 'getMember',
    args: [keys.member.address],
  });
  return rolesOfMask(roles).some((role) => role === 'manufacturer' || role === 'registrar');
}

/** The two halves of an uncompressed P-256 point, as contracts take it. */
export function coordinatesOf(publicKey: Uint8Array): [x: Hex, y: Hex] {
  return [bytesToHex(publicKey.subarray(1, 33)), bytesToHex(publicKey.subarray(33, 65))];
}

interface LogOwner {
  chain: Chain;
  contracts: DatacarContracts;
  keys: ServerKeys;
}

async function findLog(
  { chain, contracts, keys }: LogOwner,
  originOf: (logId: number) => string,
): Promise<ServerLog | undefined> {
  const noteKey = bytesToHex(keys.note.publicKey);
  for (let logId = await countLogs(chain, contracts); logId >= 1; logId -= 1) {
    const log = await chain.publicClient.readContract({
      address: contracts.recordLog,
      abi: recordLogAbi,
      functionName: 'getLog',
      args: [BigInt(logId)],
    });
    const isOurs =
      log.member === keys.member.address && log.noteKey === noteKey && log.origin === originOf(logId);
    if (isOurs) return { logId, origin: log.origin };
  }
  return undefined;
}

/** The origin holds the id that the log will get; when another member opened one just before, the next is tried. */
async function openLog(
  owner: LogOwner,
  { sender, originOf }: { sender: TransactionSender; originOf: (logId: number) => string },
): Promise<ServerLog> {
  const { chain, contracts, keys } = owner;
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const origin = originOf((await countLogs(chain, contracts)) + 1);
    const noteKey = bytesToHex(keys.note.publicKey);
    const data = encodeFunctionData({ abi: recordLogAbi, functionName: 'openLog', args: [origin, noteKey] });
    await sender.send({ to: contracts.recordLog, data });
    const opened = await findLog(owner, originOf);
    if (opened !== undefined) return opened;
  }
  throw new DatacarError('INTERNAL', 'Ten times another log took the id; start again.');
}

async function countLogs(chain: Chain, contracts: DatacarContracts): Promise<number> {
  const count = await chain.publicClient.readContract({
    address: contracts.recordLog,
    abi: recordLogAbi,
    functionName: 'logCount',
  });
  return Number(count);
}
