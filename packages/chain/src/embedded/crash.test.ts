// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestChain } from '@datacar/testing/chain/openTestChain';
import { RICH_WEI } from '@datacar/testing/chain/RICH_WEI';
import { signTransfer } from '@datacar/testing/chain/signTransfer';
import { findEnginePids, type SpawnedChain, spawnTestChain } from '@datacar/testing/chain/spawnTestChain';
import { type Hex, keccak256 } from 'viem';
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** 50 and more in the long run (`npm run test:crash`). */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3);

const SENDERS = 4;

/** Long enough that every phase is hit: taking in, sealing, snapshots, answering. */
const LOAD_MS_MAX = 500;

/** About what a start takes, so that some kills hit it. */
const START_MS_MAX = 900;

interface Seen {
  /** Transactions whose hash was answered. */
  acknowledged: Set<Hex>;
  /** Block hash by transaction, from receipts that were answered. */
  receipts: Map<Hex, Hex>;
  /** By number, from answers about the newest block. */
  blocks: Map<string, Hex>;
}

let directory: string;
const rich = privateKeyToAccount(generatePrivateKey()).address;
const seen: Seen = { acknowledged: new Set(), receipts: new Map(), blocks: new Map() };
const accounts = Array.from({ length: SENDERS }, () => privateKeyToAccount(generatePrivateKey()));

beforeAll(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'datacar-crash-')));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function request<T>(rpcUrl: string, method: string, params: unknown[] = []): Promise<T> {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
  if (error) throw new Error(error.message);
  return result;
}

/** Sends one transaction after the other and looks at receipts and blocks, until the gateway is gone. */
async function load(account: PrivateKeyAccount, rpcUrl: string, chainId: number): Promise<void> {
  try {
    let nonce = Number(await request<Hex>(rpcUrl, 'eth_getTransactionCount', [account.address, 'pending']));
    for (;;) {
      const raw = await signTransfer(account, { chainId, nonce: nonce++ });
      seen.acknowledged.add(await request<Hex>(rpcUrl, 'eth_sendRawTransaction', [raw]));
      const receipt = await request<{ blockHash: Hex } | null>(rpcUrl, 'eth_getTransactionReceipt', [
        keccak256(raw),
      ]);
      if (receipt) seen.receipts.set(keccak256(raw), receipt.blockHash);
      const block = await request<{ number: string; hash: Hex }>(rpcUrl, 'eth_getBlockByNumber', [
        'latest',
        false,
      ]);
      seen.blocks.set(block.number, block.hash);
    }
  } catch {
    // The gateway was killed in the middle of something: what it answered before is what counts.
  }
}

async function killAfterLoad(spawned: SpawnedChain, victim: 'gateway' | 'engine' | 'both'): Promise<void> {
  const serving = await spawned.ready;
  if (serving === undefined) throw new Error(spawned.stderr);
  const loads = accounts.map((account) => load(account, serving.rpcUrl, serving.chainId));
  await wait(Math.random() * LOAD_MS_MAX);
  if (victim !== 'gateway') {
    const acknowledgedBefore = seen.acknowledged.size;
    for (const pid of await findEnginePids(directory)) process.kill(pid, 'SIGKILL');
    // Alone it comes back by itself, and the load goes on as if nothing had happened.
    if (victim === 'engine') {
      await expect
        .poll(() => seen.acknowledged.size, { timeout: 20_000 })
        .toBeGreaterThan(acknowledgedBefore + 20);
    }
  }
  await spawned.kill();
  await Promise.all(loads);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

test(`what was acknowledged is there after ${ROUNDS} kills each of gateway, engine, both, and during the start`, {
  timeout: 60_000 + ROUNDS * 20_000,
}, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    for (const victim of ['gateway', 'engine', 'both'] as const) {
      await killAfterLoad(spawnTestChain(directory, { rich }), victim);
    }
    const starting = spawnTestChain(directory, { rich });
    await wait(Math.random() * START_MS_MAX);
    await starting.kill();
  }

  const { chain, close } = await openTestChain({ directory });
  const { publicClient } = chain;
  expect(seen.acknowledged.size).toBeGreaterThan(ROUNDS * 20);
  for (const hash of seen.acknowledged) {
    const receipt = await publicClient.waitForTransactionReceipt({ hash });
    expect(receipt.blockHash).toBe(seen.receipts.get(hash) ?? receipt.blockHash);
  }
  expect(seen.receipts.size).toBeGreaterThan(0);
  for (const [number, hash] of seen.blocks) {
    expect((await publicClient.getBlock({ blockNumber: BigInt(number) })).hash).toBe(hash);
  }
  expect(await publicClient.getBalance({ address: rich })).toBe(RICH_WEI);
  await close();
  expect(await findEnginePids(directory)).toEqual([]);
});
