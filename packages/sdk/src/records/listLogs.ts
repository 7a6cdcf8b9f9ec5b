// SPDX-License-Identifier: Apache-2.0
import { recordLogAbi } from '@datacar/chain/generated/recordLog';
import type { Client } from '../client/Client.ts';
import type { RpcHex } from '../consortium/RpcMethods.ts';
import { readContracts } from '../internal/readContracts.ts';

export interface ListLogsParameters {
  /** Address of the contract RecordLog. */
  recordLog: RpcHex;
}

export interface AnchorState {
  root: RpcHex;
  mapRoot: RpcHex;
  /** Leaves of the log. */
  size: number;
  /** Streams in its map. */
  mapSize: number;
  anchoredAtMs: number;
  blockNumber: number;
}

export interface RecordLogState {
  logId: number;
  /** Account of the member that keeps it. */
  member: RpcHex;
  origin: string;
  /** Ed25519 key of its checkpoints, 32 bytes. */
  noteKey: RpcHex;
  anchorCount: number;
  /** `null` before the first anchor. */
  latestAnchor: AnchorState | null;
}

export type ListLogsReturnType = RecordLogState[];

/**
 * Every log of every member, as the chain has them, each with its newest anchor.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
 * import { listLogs } from '@datacar/sdk/records/listLogs';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { contracts } = await readServerDescription(client);
 * const logs = await listLogs(client, { recordLog: contracts.recordLog.address });
 */
export async function listLogs(
  client: Client,
  { recordLog: address }: ListLogsParameters,
): Promise<ListLogsReturnType> {
  const contract = { address, abi: recordLogAbi };
  const [count = 0n] = await readContracts(client, {
    ...contract,
    functionName: 'logCount',
    argsList: [[]],
  });
  const ids = Array.from({ length: Number(count) }, (_, index) => [BigInt(index + 1)] as const);
  const [logs, counts, latest] = await Promise.all([
    readContracts(client, { ...contract, functionName: 'getLog', argsList: ids }),
    readContracts(client, { ...contract, functionName: 'anchorCount', argsList: ids }),
    readContracts(client, { ...contract, functionName: 'latestAnchor', argsList: ids }),
  ]);
  return logs.map(({ member, origin, noteKey }, index) => {
    const anchor = latest[index];
    return {
      logId: index + 1,
      member,
      origin,
      noteKey,
      anchorCount: Number(counts[index] ?? 0n),
      latestAnchor:
        anchor === undefined || anchor.anchoredAt === 0n
          ? null
          : {
              root: anchor.root,
              mapRoot: anchor.mapRoot,
              size: Number(anchor.size),
              mapSize: Number(anchor.mapSize),
              anchoredAtMs: Number(anchor.anchoredAt) * 1_000,
              blockNumber: Number(anchor.blockNumber),
            },
    };
  });
}
