// SPDX-License-Identifier: Apache-2.0
import type { Address, Log, PublicClient } from 'viem';

/** What public nodes allow for one question. */
const BLOCKS_AT_ONCE = 10_000n;

/** The oldest logs of a contract, no more questions than are needed for so many. */
export async function readLogs(
  client: PublicClient,
  { address, countMax }: { address: Address; countMax: number },
): Promise<Log<bigint, number, false>[]> {
  const newest = await client.getBlockNumber();
  const found: Log<bigint, number, false>[] = [];
  for (let fromBlock = 0n; fromBlock <= newest && found.length < countMax; fromBlock += BLOCKS_AT_ONCE) {
    const end = fromBlock + BLOCKS_AT_ONCE - 1n;
    found.push(...(await client.getLogs({ address, fromBlock, toBlock: end < newest ? end : newest })));
  }
  return found.slice(0, countMax);
}
