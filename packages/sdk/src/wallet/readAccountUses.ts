// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '../client/Client.ts';
import { callRpcBatch } from '../consortium/callRpcBatch.ts';
import type { RpcCall, RpcHex } from '../consortium/RpcMethods.ts';
import { readServerDescription } from '../consortium/readServerDescription.ts';

/** `balanceOf(address)`, of tokens (ERC-20) and of what is owned one by one (ERC-721) alike. */
const balanceOfSelector = '0x70a08231';
/** The gateway takes no more in one batch. */
const batchCallsMax = 100;
/** The gateway gives back two batches a second; waiting longer than this means that others use them up. */
const rateLimitedMax = 30;
const rateLimitedPauseMs = 1_000;

export interface ReadAccountUsesParameters {
  /** 0x-hex. Some hundreds are answered at once; of more, a server that limits its callers answers 50 a second. */
  addresses: readonly string[];
}

export interface AccountUse {
  address: string;
  /** How many transactions it has sent. */
  transactionCount: number;
  /** Of the chain's own coin, in the smallest unit. */
  balanceWei: bigint;
  /**
   * What it holds in each contract of the server that counts holdings, by the name of the contract: DATR in the
   * smallest unit under `datr`, the number of vehicles under `vehicleRegistry`.
   */
  holdings: Readonly<Record<string, bigint>>;
  /** Whether it has sent anything, or holds coins, tokens or vehicles. */
  isUsed: boolean;
}

export type ReadAccountUsesReturnType = AccountUse[];

/**
 * Looks whether accounts have been used: by their transactions, their coins, and what they hold in the contracts of
 * the server. The answers come in the order of the addresses.
 *
 * @throws DatacarError SERVER_UNREACHABLE, CHAIN_CALL_REFUSED, RATE_LIMITED
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readAccountUses } from '@datacar/sdk/wallet/readAccountUses';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const [{ balanceWei, isUsed }] = await readAccountUses(client, { addresses: [address] });
 */
export async function readAccountUses(
  client: Client,
  { addresses }: ReadAccountUsesParameters,
): Promise<ReadAccountUsesReturnType> {
  if (addresses.length === 0) return [];
  const { contracts } = await readServerDescription(client);
  const holders = Object.entries(contracts).filter(([, { abi }]) => abi.some(isBalanceOf));
  const callsEach = 2 + holders.length;
  const addressesEach = Math.max(1, Math.floor(batchCallsMax / callsEach));
  const uses: AccountUse[] = [];
  for (let start = 0; start < addresses.length; start += addressesEach) {
    const some = addresses.slice(start, start + addressesEach);
    const answers = await askPatiently(
      client,
      some.flatMap((address) => callsAbout(address, holders)),
    );
    uses.push(
      ...some.map((address, index): AccountUse => {
        const amounts = answers.slice(index * callsEach, (index + 1) * callsEach).map(toAmount);
        const [transactionCount = 0n, balanceWei = 0n, ...held] = amounts;
        return {
          address,
          transactionCount: Number(transactionCount),
          balanceWei,
          holdings: Object.fromEntries(holders.map(([name], holder) => [name, held[holder] ?? 0n])),
          isUsed: amounts.some((amount) => amount > 0n),
        };
      }),
    );
  }
  return uses;
}

function callsAbout(address: string, holders: readonly [name: string, { address: string }][]): RpcCall[] {
  return [
    { method: 'eth_getTransactionCount', params: [address as RpcHex, 'latest'] },
    { method: 'eth_getBalance', params: [address as RpcHex, 'latest'] },
    ...holders.map(
      ([, holder]): RpcCall => ({
        method: 'eth_call',
        params: [{ to: holder.address as RpcHex, data: encodeBalanceOf(address) }, 'latest'],
      }),
    ),
  ];
}

async function askPatiently(client: Client, calls: readonly RpcCall[]): Promise<readonly RpcHex[]> {
  for (let refused = 0; ; refused += 1) {
    try {
      return (await callRpcBatch(client, calls)) as RpcHex[];
    } catch (error) {
      const isLimited = error instanceof DatacarError && error.code === 'RATE_LIMITED';
      if (!isLimited || refused >= rateLimitedMax) throw error;
      await client.sleep(rateLimitedPauseMs);
    }
  }
}

function encodeBalanceOf(address: string): RpcHex {
  return `${balanceOfSelector}${address.toLowerCase().replace(/^0x/, '').padStart(64, '0')}`;
}

/** An address without code answers with no data. */
function toAmount(answer: RpcHex): bigint {
  return answer === '0x' ? 0n : BigInt(answer);
}

function isBalanceOf(item: unknown): boolean {
  const { type, name, inputs } = item as { type?: string; name?: string; inputs?: { type: string }[] };
  return type === 'function' && name === 'balanceOf' && inputs?.length === 1 && inputs[0]?.type === 'address';
}
