// SPDX-License-Identifier: Apache-2.0

import { callRpcBatch } from '@datacar/sdk/consortium/callRpcBatch';
import type { DecodedChainData } from '@datacar/sdk/consortium/decodeChainData';
import type { RpcCall, RpcHex, RpcLog, RpcLogFilter } from '@datacar/sdk/consortium/RpcMethods';
import { readServerDescription } from '@datacar/sdk/consortium/readServerDescription';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export interface ListedEvent {
  log: RpcLog;
  event: DecodedChainData;
}

const wordDigits = 64;

/** A number or an address as the topic of an event. */
export function toTopic(value: number | string): RpcHex {
  const hex = typeof value === 'number' ? value.toString(16) : value.slice(2).toLowerCase();
  return `0x${hex.padStart(wordDigits, '0')}`;
}

/** The decoded events that any of the filters takes, newest first. */
export const eventsQuery = (filters: readonly RpcLogFilter[]) =>
  queryOptions({
    queryKey: ['chain', 'events', filters],
    queryFn: async (): Promise<ListedEvent[]> => {
      const calls = filters.map(
        (filter): RpcCall => ({
          method: 'eth_getLogs',
          params: [{ fromBlock: 'earliest', toBlock: 'latest', ...filter }],
        }),
      );
      const [answers, { decodeChainEvent }, { contracts }] = await Promise.all([
        callRpcBatch(client, calls) as Promise<RpcLog[][]>,
        import('@datacar/sdk/consortium/decodeChainData'),
        readServerDescription(client),
      ]);
      const byPlace = new Map(
        answers.flat().map((log) => [`${log.blockHash}/${log.logIndex}`, log] as const),
      );
      return [...byPlace.values()]
        .toSorted((left, right) => place(right) - place(left))
        .flatMap((log) => {
          const event = decodeChainEvent(log, contracts);
          return event === null ? [] : [{ log, event }];
        });
    },
    enabled: filters.length > 0,
  });

/** Blocks hold fewer logs than this. */
const logsPerBlockMax = 1_000_000;

const place = ({ blockNumber, logIndex }: RpcLog): number =>
  Number(blockNumber) * logsPerBlockMax + Number(logIndex);
