// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { collectPages } from '@datacar/sdk/client/collectPages';
import { callRpc } from '@datacar/sdk/consortium/callRpc';
import { callRpcBatch } from '@datacar/sdk/consortium/callRpcBatch';
import { listMembers } from '@datacar/sdk/consortium/listMembers';
import type {
  RpcBlock,
  RpcCall,
  RpcHex,
  RpcReceipt,
  RpcTransaction,
} from '@datacar/sdk/consortium/RpcMethods';
import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

/** A sealed block appears within a second or two. */
const headPollMs = 2_000;

export interface WholeBlock {
  block: RpcBlock<RpcTransaction>;
  /** In the order of the transactions. */
  receipts: RpcReceipt[];
}

export const toQuantity = (value: number): RpcHex => `0x${value.toString(16)}`;

/** What the server says of itself, its chain and its contracts; it changes only with a restart. */
export const descriptionQuery = queryOptions({
  queryKey: ['chain', 'description'],
  queryFn: () => readServerDescription(client),
  staleTime: 60_000,
});

/** The newest block, asked for again and again while somebody looks. */
export const headQuery = queryOptions({
  queryKey: ['chain', 'head'],
  queryFn: async () => Number(await callRpc(client, 'eth_blockNumber', [])),
  refetchInterval: headPollMs,
});

/** The newest block that its chain calls final. Only asked of a chain that is not on one machine. */
export const finalizedQuery = queryOptions({
  queryKey: ['chain', 'finalized'],
  queryFn: async () => {
    try {
      const block = await callRpc(client, 'eth_getBlockByNumber', ['finalized', true]);
      return block === null ? null : Number(block.number);
    } catch (error) {
      // A chain without finality has no such block.
      if (error instanceof DatacarError && error.code === 'CHAIN_CALL_REFUSED') return null;
      throw error;
    }
  },
  refetchInterval: headPollMs,
});

/** A block with its receipts, by number or hash. */
export const blockQuery = (block: string) =>
  queryOptions({
    queryKey: ['chain', 'block', block.toLowerCase()],
    queryFn: async (): Promise<WholeBlock | null> => {
      if (block.startsWith('0x')) {
        const found = await callRpc(client, 'eth_getBlockByHash', [block as RpcHex, true]);
        return found === null ? null : withReceipts(found);
      }
      const [found] = await readBlocks([Number(block)]);
      return found ?? null;
    },
  });

async function withReceipts(block: RpcBlock<RpcTransaction>): Promise<WholeBlock> {
  const receipts = await callRpc(client, 'eth_getBlockReceipts', [block.number]);
  return { block, receipts: receipts ?? [] };
}

/** Blocks with their receipts; those that do not exist are left out. */
export async function readBlocks(numbers: readonly number[]): Promise<WholeBlock[]> {
  const calls = numbers.flatMap((number): RpcCall[] => [
    { method: 'eth_getBlockByNumber', params: [toQuantity(number), true] },
    { method: 'eth_getBlockReceipts', params: [toQuantity(number)] },
  ]);
  const answers = (await callRpcBatch(client, calls)) as unknown[];
  return numbers.flatMap((_, index) => {
    const block = answers[index * 2] as WholeBlock['block'] | null;
    const receipts = answers[index * 2 + 1] as RpcReceipt[] | null;
    return block === null ? [] : [{ block, receipts: receipts ?? [] }];
  });
}

/** Blocks from a number downwards. */
export const blocksQuery = (from: number | undefined, count: number) =>
  queryOptions({
    queryKey: ['chain', 'blocks', from, count],
    queryFn: () => {
      const first = from ?? 0;
      return readBlocks(Array.from({ length: Math.min(count, first + 1) }, (_, index) => first - index));
    },
    enabled: from !== undefined,
    // The list before stays in sight while a new block is fetched.
    placeholderData: (before: WholeBlock[] | undefined) => before,
  });

export const transactionQuery = (hash: string) =>
  queryOptions({
    queryKey: ['chain', 'transaction', hash.toLowerCase()],
    queryFn: async () => {
      const params = [hash as RpcHex] as const;
      const [transaction, receipt] = await callRpcBatch(client, [
        { method: 'eth_getTransactionByHash', params },
        { method: 'eth_getTransactionReceipt', params },
      ]);
      if (transaction === null) return null;
      const block =
        receipt === null ? null : await callRpc(client, 'eth_getBlockByNumber', [receipt.blockNumber, true]);
      return { transaction, receipt, timeMs: block === null ? null : Number(block.timestamp) * 1_000 };
    },
  });

export const membersQuery = queryOptions({
  queryKey: ['chain', 'members'],
  queryFn: () => collectPages((cursor) => listMembers(client, { cursor })),
  staleTime: 30_000,
});

export const logsQuery = queryOptions({
  queryKey: ['chain', 'logs'],
  queryFn: async () => {
    const [{ listLogs }, { contracts }] = await Promise.all([
      import('@datacar/sdk/records/listLogs'),
      readServerDescription(client),
    ]);
    return listLogs(client, { recordLog: contracts.recordLog.address as RpcHex });
  },
});

export const registryQuery = (from: number | undefined, limit: number) =>
  queryOptions({
    queryKey: ['chain', 'registry', from, limit],
    queryFn: async () => {
      const [{ listRegisteredVehicles }, { contracts }] = await Promise.all([
        import('@datacar/sdk/vehicles/listRegisteredVehicles'),
        readServerDescription(client),
      ]);
      const vehicleRegistry = contracts.vehicleRegistry.address as RpcHex;
      return listRegisteredVehicles(client, { vehicleRegistry, from, limit });
    },
  });

/** Takes apart what contracts say; fetched apart, because it brings a library. */
export const decoderQuery = queryOptions({
  queryKey: ['chain', 'decoder'],
  queryFn: async () => {
    const [data, { readDeployment }] = await Promise.all([
      import('@datacar/sdk/consortium/decodeChainData'),
      import('@datacar/sdk/consortium/readDeployment'),
    ]);
    return { ...data, readDeployment };
  },
  staleTime: Number.POSITIVE_INFINITY,
});
