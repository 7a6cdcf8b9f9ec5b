// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { allocationNames } from '@datacar/core/token/allocations';
import type { listTransfers } from '@datacar/core/token/routes';
import { type AbiEvent, type Address, getAbiItem, type Hex, zeroAddress } from 'viem';
import { asUnreachable } from './asUnreachable.ts';
import { createBlockTimes } from './createEventFold.ts';
import type { Parties } from './createParties.ts';
import type { ChainView } from './openChainViews.ts';
import { allocationContracts } from './readSupply.ts';

type Transfers = RouteResponse<typeof listTransfers>;
type Transfer = Transfers['items'][number];

const LIMIT_DEFAULT = 50;

/** Blocks of the first question; each further one looks through twice as many while it finds too little. */
const BLOCKS_FIRST = 250n;
const BLOCKS_EXTERNAL = 2_000n;
const BLOCKS_EMBEDDED = 100_000n;

/** Questions of one page: then it is given as far as it has come. */
const QUESTIONS_MAX = 64;

interface Place {
  blockNumber: bigint;
  /** Of the last one that was given; what comes before it is next. */
  logIndex: number;
}

export interface ReadTransfersOptions {
  account: Address | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

interface RawTransfer {
  args: { from: Address; to: Address; value: bigint };
  blockNumber: bigint;
  logIndex: number;
  transactionHash: Hex;
}

export interface TransferReader {
  /** One page of the transfers up to a block, the newest first. @throws DatacarError INPUT_INVALID */
  read(view: ChainView, options: ReadTransfersOptions): Promise<Transfers>;
}

/** Reads transfers of DATR backwards from the chain itself: nothing of them is kept here. */
export function createTransferReader(
  { chain, contracts }: { chain: Chain; contracts: DatacarContracts },
  { parties }: { parties: Parties },
): TransferReader {
  const { publicClient } = chain;
  const event = getAbiItem({ abi: contractAbis.datr, name: 'Transfer' }) as AbiEvent;
  const blocksMax = chain.kind === 'embedded' ? BLOCKS_EMBEDDED : BLOCKS_EXTERNAL;
  const times = createBlockTimes(chain);
  const holders = new Set(allocationNames.map((name) => contracts[allocationContracts[name]].toLowerCase()));

  async function find(account: Address | undefined, fromBlock: bigint, toBlock: bigint) {
    const ask = (args: object) =>
      publicClient.getLogs({
        ...{ address: contracts.datr, event, args, fromBlock, toBlock, strict: true },
      } as never) as unknown as Promise<RawTransfer[]>;
    const found =
      account === undefined
        ? [await ask({})]
        : await Promise.all([ask({ from: account }), ask({ to: account })]);
    // What an account sends to itself is found twice.
    const unique = new Map(found.flat().map((log) => [`${log.blockNumber}.${log.logIndex}`, log]));
    return [...unique.values()].sort((a, b) =>
      a.blockNumber === b.blockNumber ? b.logIndex - a.logIndex : a.blockNumber < b.blockNumber ? 1 : -1,
    );
  }

  async function toTransfer({
    args,
    blockNumber,
    logIndex,
    transactionHash,
  }: RawTransfer): Promise<Transfer> {
    const { from, to, value } = args;
    return {
      kind: kindOf(from, to),
      from: parties.of(from),
      to: parties.of(to),
      amount: value.toString(),
      atMs: await times.of(blockNumber),
      blockNumber: Number(blockNumber),
      transactionHash,
      logIndex,
    };
  }

  function kindOf(from: Address, to: Address): Transfer['kind'] {
    if (from === zeroAddress) return 'mint';
    if (to === zeroAddress) return 'burn';
    return holders.has(from.toLowerCase()) ? 'release' : 'transfer';
  }

  return {
    read: (view, options) =>
      readPage(view, options).catch((error: unknown) => {
        throw asUnreachable(error);
      }),
  };

  async function readPage(
    view: ChainView,
    { account, limit = LIMIT_DEFAULT, cursor }: ReadTransfersOptions,
  ): Promise<Transfers> {
    const start = decodePlace(cursor);
    const found: RawTransfer[] = [];
    let end =
      start === undefined || start.blockNumber > view.blockNumber ? view.blockNumber : start.blockNumber;
    let blocks = BLOCKS_FIRST;
    const first = contracts.deployedAtBlock;
    for (let asked = 0; found.length <= limit && end >= first && asked < QUESTIONS_MAX; asked += 1) {
      const from = end - blocks + 1n > first ? end - blocks + 1n : first;
      const logs = await find(account, from, end);
      found.push(...logs.filter((log) => start === undefined || isBefore(log, start)));
      end = from - 1n;
      blocks = blocks * 2n < blocksMax ? blocks * 2n : blocksMax;
    }
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const isMore = found.length > limit;
    const next: Place | undefined =
      isMore && last !== undefined
        ? last
        : end >= first
          ? { blockNumber: end, logIndex: Number.MAX_SAFE_INTEGER }
          : undefined;
    return {
      items: await Promise.all(page.map(toTransfer)),
      nextCursor: next === undefined ? null : encodePlace(next),
    };
  }
}

function isBefore(log: Place, { blockNumber, logIndex }: Place): boolean {
  return log.blockNumber < blockNumber || (log.blockNumber === blockNumber && log.logIndex < logIndex);
}

function encodePlace({ blockNumber, logIndex }: Place): string {
  return Buffer.from(`${blockNumber}.${logIndex}`).toString('base64url');
}

function decodePlace(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, blockNumber, logIndex] = /^(\d{1,15})\.(\d{1,16})$/.exec(text) ?? [];
  if (blockNumber === undefined || logIndex === undefined) {
    throw new DatacarError('INPUT_INVALID', 'cursor: not one that this server gave.', {
      details: { field: 'cursor' },
    });
  }
  return { blockNumber: BigInt(blockNumber), logIndex: Number(logIndex) };
}
