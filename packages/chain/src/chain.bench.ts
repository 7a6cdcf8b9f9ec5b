// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from '@datacar/testing/bench/Benchmark';
import { createRpcClient, type RpcClient } from '@datacar/testing/chain/createRpcClient';
import { signTokenTransfers, type TokenTransfers } from '@datacar/testing/chain/signTokenTransfers';
import { silentLogger } from '@datacar/testing/chain/silentLogger';
import { spawnTestChain } from '@datacar/testing/chain/spawnTestChain';
import { type Hex, keccak256 } from 'viem';
import { startEngine } from './embedded/startEngine.ts';
import { openChain } from './openChain.ts';

const ACCOUNTS = 32;
const TRANSFERS_EACH = 300;
const TURNS = 5;
const BLOCK_MS = 1_000;

const HISTORY_TRANSACTIONS = 10_000;
const HISTORY_BLOCK_TRANSACTIONS = 10;

const folder = () => mkdtemp(join(tmpdir(), 'datacar-bench-'));

async function waitForReceipt(client: RpcClient, hash: Hex): Promise<void> {
  while ((await client.request('eth_getTransactionReceipt', [hash])) === null) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Transfers a second until the last one is acknowledged: each account sends one after the other, all at once. */
async function sendAll(client: RpcClient, byAccount: readonly (readonly Hex[])[]): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    byAccount.map(async (raws) => {
      for (const raw of raws) await client.request('eth_sendRawTransaction', [raw]);
    }),
  );
  return byAccount.flat().length / ((performance.now() - startedAt) / 1000);
}

async function createToken(client: RpcClient, { creation }: TokenTransfers): Promise<void> {
  await client.request('eth_sendRawTransaction', [creation]);
  await waitForReceipt(client, keccak256(creation));
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/**
 * The same transactions through the gateway and to an engine with the same flags, whose blocks the client mines
 * at the gateway's pace. Taking turns, so that whatever else the machine does hits both.
 */
async function measureTransfers(
  gateway: RpcClient,
  bare: RpcClient,
  transfers: TokenTransfers,
): Promise<{ value: number; baselineValue: number }> {
  const timer = setInterval(() => void bare.request('evm_mine'), BLOCK_MS);
  const rates: { gateway: number; bare: number }[] = [];
  await Promise.all([createToken(gateway, transfers), createToken(bare, transfers)]);
  for (let turn = 0; turn < TURNS; turn++) {
    const each = TRANSFERS_EACH / TURNS;
    const part = transfers.byAccount.map((raws) => raws.slice(turn * each, (turn + 1) * each));
    rates.push({ gateway: await sendAll(gateway, part), bare: await sendAll(bare, part) });
  }
  clearInterval(timer);
  return {
    value: median(rates.map((rate) => rate.gateway)),
    baselineValue: median(rates.map((rate) => rate.bare)),
  };
}

const transfers: Benchmark = {
  name: 'chain.transfers',
  unit: 'transactions/s',
  isHigherBetter: true,
  aim: 'at least 0.8 of bare anvil',
  async run() {
    const directory = await folder();
    const spawned = spawnTestChain(directory, { sealDelayMs: BLOCK_MS });
    const serving = await spawned.ready;
    if (serving === undefined) throw new Error(spawned.stderr);
    const { rpcUrl, chainId } = serving;
    const timestamp = Math.floor(Date.now() / 1000);
    const settings = { chainId, timestamp, gasLimit: 500_000_000, hardfork: 'osaka' };
    const engine = await startEngine(settings, join(directory, 'bare'));
    const gateway = await createRpcClient(rpcUrl);
    const bare = await createRpcClient(engine.httpUrl);
    try {
      const signed = await signTokenTransfers({
        chainId,
        accounts: ACCOUNTS,
        transfersEach: TRANSFERS_EACH,
      });
      return { baselineName: 'bare anvil', ...(await measureTransfers(gateway, bare, signed)) };
    } finally {
      gateway.close();
      bare.close();
      await spawned.stop();
      await engine.kill();
      await rm(directory, { recursive: true });
    }
  },
};

/** Seconds until a folder's chain answers. */
async function measureStart(directory: string): Promise<number> {
  const startedAt = performance.now();
  const chain = await openChain({ directory }, { logger: silentLogger });
  await chain.publicClient.getBlock();
  const seconds = (performance.now() - startedAt) / 1000;
  const { transactions } = chain.growth();
  await chain.stop();
  if (transactions <= HISTORY_TRANSACTIONS) throw new Error(`only ${transactions} transactions are there`);
  return seconds;
}

async function writeHistory(directory: string): Promise<void> {
  const spawned = spawnTestChain(directory, { sealDelayMs: 0 });
  const serving = await spawned.ready;
  if (serving === undefined) throw new Error(spawned.stderr);
  const { creation, byAccount } = await signTokenTransfers({
    chainId: serving.chainId,
    accounts: HISTORY_BLOCK_TRANSACTIONS,
    transfersEach: HISTORY_TRANSACTIONS / HISTORY_BLOCK_TRANSACTIONS,
  });
  const client = await createRpcClient(serving.rpcUrl);
  const send = (raw: Hex) => client.request<Hex>('eth_sendRawTransaction', [raw]);
  await waitForReceipt(client, await send(creation));
  for (let nonce = 0; nonce < HISTORY_TRANSACTIONS / HISTORY_BLOCK_TRANSACTIONS; nonce++) {
    const hashes = await Promise.all(byAccount.map((raws) => send(raws[nonce] ?? '0x')));
    for (const hash of hashes) await waitForReceipt(client, hash);
  }
  client.close();
  // The hard way: no clean stop, so no snapshot of the end.
  await spawned.kill();
}

const restart: Benchmark = {
  name: 'chain.restart',
  unit: 's',
  isHigherBetter: false,
  aim: 'at most 5 s with 10,000 transactions of history',
  async run() {
    const directory = await folder();
    try {
      await writeHistory(directory);
      const value = await measureStart(directory);
      await rm(join(directory, 'snapshots'), { recursive: true });
      const baselineValue = await measureStart(directory);
      return { value, baselineName: 'replay without a snapshot', baselineValue };
    } finally {
      await rm(directory, { recursive: true });
    }
  },
};

export const benchmarks: Benchmark[] = [transfers, restart];
