// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { chmod, cp, mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestChain, type TestChain } from '@datacar/testing/chain/openTestChain';
import { RICH_WEI } from '@datacar/testing/chain/RICH_WEI';
import { signTransfer } from '@datacar/testing/chain/signTransfer';
import { silentLogger } from '@datacar/testing/chain/silentLogger';
import { findEnginePids, spawnTestChain } from '@datacar/testing/chain/spawnTestChain';
import { bytesToHex, type Hex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterEach, describe, expect, test } from 'vitest';
import type { Chain } from '../Chain.ts';
import { openChain } from '../openChain.ts';

const account = privateKeyToAccount(generatePrivateKey());
const opened: TestChain[] = [];

async function openTest(...parameters: Parameters<typeof openTestChain>): Promise<TestChain> {
  const one = await openTestChain(...parameters);
  opened.push(one);
  return one;
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** Stores its argument and logs it: CALLDATALOAD NUMBER SSTORE, then LOG0 over 32 bytes. */
const STORE_AND_LOG: Hex = '0x6c5f3543555f355f5260205fa0005f52600d6013f3';

/** Logs the hash of the block that its argument names: CALLDATALOAD BLOCKHASH, then LOG0 over 32 bytes. */
const LOG_BLOCK_HASH: Hex = '0x695f35405f5260205fa0005f52600a6016f3';

async function deployStore(
  { publicClient, identity }: Chain,
  nonce: number,
  data: Hex = STORE_AND_LOG,
): Promise<Hex> {
  const raw = await account.signTransaction({
    type: 'eip1559',
    chainId: identity.chainId,
    nonce,
    data,
    gas: 200_000n,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
  });
  const hash = await publicClient.sendRawTransaction({ serializedTransaction: raw });
  const { contractAddress } = await publicClient.waitForTransactionReceipt({ hash });
  return contractAddress ?? '0x';
}

async function send(chain: Chain, nonce: number, to: Hex = account.address, data: Hex = '0x'): Promise<Hex> {
  const raw = await signTransfer(account, { chainId: chain.identity.chainId, nonce, to, data });
  return chain.publicClient.sendRawTransaction({ serializedTransaction: raw });
}

/** Everything a client can read about the whole chain. */
async function readAll({ publicClient, identity }: Chain) {
  const newest = await publicClient.getBlockNumber();
  const blocks = [];
  const receipts = [];
  for (let blockNumber = 0n; blockNumber <= newest; blockNumber++) {
    const block = await publicClient.getBlock({ blockNumber, includeTransactions: true });
    blocks.push(block);
    for (const { hash } of block.transactions)
      receipts.push(await publicClient.getTransactionReceipt({ hash }));
  }
  const logs = await publicClient.getLogs({ fromBlock: 0n, toBlock: newest });
  const nonce = await publicClient.getTransactionCount({ address: account.address, blockTag: 'pending' });
  return { identity: bytesToHex(identity.genesisHash), blocks, receipts, logs, nonce };
}

async function makeHistory(chain: Chain, blocks = 5): Promise<void> {
  const start = await chain.publicClient.getTransactionCount({ address: account.address });
  const store = await deployStore(chain, start);
  for (let nonce = start + 1; nonce <= start + blocks; nonce++) {
    const data: Hex = `0x${nonce.toString(16).padStart(64, '0')}`;
    await chain.publicClient.waitForTransactionReceipt({ hash: await send(chain, nonce, store, data) });
  }
}

describe('a restart', () => {
  test('gives the same blocks, receipts and logs', async () => {
    const test = await openTest();
    await makeHistory(test.chain);
    const before = await readAll(test.chain);
    expect(before.logs).toHaveLength(5);
    expect(await readAll(await test.restart())).toEqual(before);
    await makeHistory(test.chain);
    const later = await readAll(test.chain);
    expect(later.blocks.slice(0, before.blocks.length)).toEqual(before.blocks);
    expect(await readAll(await test.restart())).toEqual(later);
  });

  test('gives the same without any snapshot', async () => {
    const test = await openTest();
    await makeHistory(test.chain);
    const before = await readAll(test.chain);
    await test.chain.stop();
    await rm(join(test.directory, 'snapshots'), { recursive: true });
    expect(await readAll(await test.restart())).toEqual(before);
  });

  test('gives back what accounts had when the chain began, whatever it is restored from', async () => {
    const balances = [{ account: account.address, wei: RICH_WEI }];
    const test = await openTest({ balances });
    const { address } = privateKeyToAccount(generatePrivateKey());
    const readBalances = ({ publicClient }: Chain) =>
      Promise.all([account.address, address].map((one) => publicClient.getBalance({ address: one })));
    expect(await readBalances(test.chain)).toEqual([RICH_WEI, 0n]);
    // From a snapshot of block 0.
    expect(await readBalances(await test.restart())).toEqual([RICH_WEI, 0n]);

    const raw = await signTransfer(account, {
      chainId: test.chain.identity.chainId,
      nonce: 0,
      to: address,
      value: 5n,
    });
    const hash = await test.chain.publicClient.sendRawTransaction({ serializedTransaction: raw });
    await test.chain.publicClient.waitForTransactionReceipt({ hash });
    const before = await readAll(test.chain);
    for (const remove of [false, true]) {
      await test.chain.stop();
      if (remove) await rm(join(test.directory, 'snapshots'), { recursive: true });
      // What a later start asks for changes nothing.
      const chain = await openChain(
        { directory: test.directory, balances: [{ account: address, wei: 7n }] },
        { logger: silentLogger },
      );
      expect(await readBalances(chain)).toEqual([RICH_WEI - 5n, 5n]);
      expect(await readAll(chain)).toEqual(before);
      for (const pid of await findEnginePids(test.directory)) process.kill(pid, 'SIGKILL');
      expect(await readBalances(chain)).toEqual([RICH_WEI - 5n, 5n]);
      await chain.stop();
    }
  });

  test('keeps the block hashes that contracts ask for', async () => {
    const test = await openTest();
    await makeHistory(test.chain);
    const nonce = await test.chain.publicClient.getTransactionCount({ address: account.address });
    const contract = await deployStore(test.chain, nonce, LOG_BLOCK_HASH);
    const newest = await test.chain.publicClient.getBlock();

    const chain = await test.restart();
    const asked = [newest.number, newest.number - 3n, 0n];
    for (const [index, number] of asked.entries()) {
      const data: Hex = `0x${number.toString(16).padStart(64, '0')}`;
      const hash = await send(chain, nonce + 1 + index, contract, data);
      const { logs } = await chain.publicClient.waitForTransactionReceipt({ hash });
      expect(logs[0]?.data).toBe((await chain.publicClient.getBlock({ blockNumber: number })).hash);
    }
    // What was sealed after the snapshot is replayed on it, and without it.
    const before = await readAll(chain);
    for (const pid of await findEnginePids(test.directory)) process.kill(pid, 'SIGKILL');
    expect(await readAll(chain)).toEqual(before);
    await chain.stop();
    await rm(join(test.directory, 'snapshots'), { recursive: true });
    expect(await readAll(await test.restart())).toEqual(before);
  });

  test('falls back from a damaged snapshot, to the older one and to the whole journal', async () => {
    const test = await openTest();
    await makeHistory(test.chain);
    await test.restart();
    await makeHistory(test.chain);
    const before = await readAll(test.chain);
    await test.chain.stop();
    const folder = join(test.directory, 'snapshots');
    const names = (await readdir(folder)).sort().reverse();
    expect(names).toHaveLength(2);
    for (const name of names) {
      const bytes = await readFile(join(folder, name));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await writeFile(join(folder, name), bytes);
      expect(await readAll(await test.restart())).toEqual(before);
      await test.chain.stop();
    }
  });

  test('keeps what waits, also behind a gap of nonces', async () => {
    const test = await openTest();
    const first = await send(test.chain, 0);
    await test.chain.publicClient.waitForTransactionReceipt({ hash: first });
    const waiting = await send(test.chain, 2);
    expect(await test.chain.publicClient.getBlockNumber()).toBe(1n);

    await test.restart();
    expect((await test.chain.publicClient.getTransaction({ hash: waiting })).blockNumber).toBeNull();
    // No block is sealed for a transaction that cannot be in it.
    expect(await test.chain.publicClient.getBlockNumber()).toBe(1n);
    await send(test.chain, 1);
    const receipt = await test.chain.publicClient.waitForTransactionReceipt({ hash: waiting });
    expect(receipt.blockNumber).toBe(2n);
  });

  test('keeps refusals refused', async () => {
    const test = await openTest();
    await test.chain.publicClient.waitForTransactionReceipt({ hash: await send(test.chain, 0) });
    await expect(send(test.chain, 0, account.address, '0x01')).rejects.toThrow(/nonce/i);
    const before = await readAll(test.chain);
    expect(await readAll(await test.restart())).toEqual(before);
  });

  test('draws a chain id of its own on the first start', async () => {
    const [one, two] = [await openTest(), await openTest()];
    expect(one.chain.identity.chainId).not.toBe(two.chain.identity.chainId);
    expect(one.chain.identity.chainId).toBeLessThan(2 ** 48);
  });
});

describe('time', () => {
  test('of a block is later than of the one before, also when the clock stands or goes back', async () => {
    let nowMs = 1_800_000_000_000;
    const { chain } = await openTest({ sealDelayMs: 0 }, { clock: () => nowMs });
    const timestamps: bigint[] = [];
    for (let nonce = 0; nonce < 3; nonce++) {
      const hash = await send(chain, nonce);
      const { blockNumber } = await chain.publicClient.waitForTransactionReceipt({ hash });
      timestamps.push((await chain.publicClient.getBlock({ blockNumber })).timestamp);
      nowMs -= 10_000;
    }
    expect(timestamps).toEqual([1_800_000_001n, 1_800_000_002n, 1_800_000_003n]);
  });
});

describe('a damaged folder', () => {
  async function stopped(): Promise<{ test: TestChain; journal: string }> {
    const test = await openTest();
    await makeHistory(test.chain, 2);
    await test.chain.stop();
    return { test, journal: join(test.directory, 'journal') };
  }

  test('with a changed byte in the journal is refused, with a clear error', async () => {
    const { test, journal } = await stopped();
    const bytes = await readFile(journal);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    await writeFile(journal, bytes);
    await expect(test.restart()).rejects.toMatchObject({ code: 'CHAIN_JOURNAL_DAMAGED' });
    expect(await findEnginePids(test.directory)).toEqual([]);
  });

  test('with half a record at the end goes on', async () => {
    const { test, journal } = await stopped();
    const file = await open(journal, 'a');
    await file.write(Buffer.from('0000002a00ff', 'hex'));
    await file.close();
    const { size } = await stat(journal);
    await test.restart();
    expect((await stat(journal)).size).toBe(size - 6);
  });

  test('whose journal lost records that a snapshot knows is refused', async () => {
    const { test, journal } = await stopped();
    const bytes = await readFile(journal);
    await writeFile(journal, bytes.subarray(0, bytes.length - 1));
    await expect(test.restart()).rejects.toMatchObject({ code: 'CHAIN_JOURNAL_DAMAGED' });
  });

  test('that replays to another hash is refused', async () => {
    const [one, two] = [await stopped(), await stopped()];
    // The other chain's blocks behind this chain's genesis: every record is whole, the hashes cannot fit.
    const { openJournal } = await import('./journal/openJournal.ts');
    const { JOURNAL_BEGINNING } = await import('./journal/readJournal.ts');
    const foreign = await openJournal({ path: two.journal });
    const records = [];
    for await (const record of foreign.recordsAfter(JOURNAL_BEGINNING)) records.push(record);
    await foreign.close();
    await rm(join(one.test.directory, 'snapshots'), { recursive: true });
    const genesis = (await readFile(one.journal)).readUInt32BE(0) + 44;
    await writeFile(one.journal, (await readFile(one.journal)).subarray(0, genesis));
    const forged = await openJournal({ path: one.journal });
    await forged.append(records.slice(1));
    await forged.close();
    await expect(one.test.restart()).rejects.toMatchObject({ code: 'CHAIN_REPLAY_DIFFERS' });
    expect(await findEnginePids(one.test.directory)).toEqual([]);
  });
});

describe('processes', () => {
  test('two servers on one folder are refused, the lock of a dead one is not', async () => {
    const { directory, chain } = await openTest();
    await expect(openChain({ directory }, { logger: silentLogger })).rejects.toMatchObject({
      code: 'CHAIN_LOCKED',
    });
    await chain.stop();
    // The id of a living process that is not the one that took the lock.
    await writeFile(join(directory, 'lock'), JSON.stringify({ pid: 1, startTime: 'another boot', id: 'x' }));
    const again = await openChain({ directory }, { logger: silentLogger });
    await again.stop();
  });

  test('an engine that a killed server left behind is ended, a stranger is not', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'datacar-orphan-'));
    // A program of another name with the same words in its command line.
    const script = join(directory, 'stranger.sh');
    await writeFile(script, '#!/bin/sh\necho up\nread wait\n');
    await chmod(script, 0o755);
    const stranger = spawn(script, ['--cache-path', `${directory}/engine`], { stdio: 'pipe' });
    await new Promise((resolve) => stranger.stdout.once('data', resolve));

    const spawned = spawnTestChain(directory);
    expect(await spawned.ready).toBeDefined();
    const [orphan] = (await findEnginePids(directory)).filter((pid) => pid !== stranger.pid);
    await spawned.kill();
    expect(await findEnginePids(directory)).toContain(orphan);

    const chain = await openChain({ directory }, { logger: silentLogger });
    expect(await findEnginePids(directory)).not.toContain(orphan);
    expect(stranger.exitCode).toBeNull();
    await chain.stop();
    stranger.kill();
    await rm(directory, { recursive: true });
  });

  test('an engine that dies comes back with the same chain', async () => {
    const { chain, directory } = await openTest();
    await makeHistory(chain, 3);
    const before = await readAll(chain);
    for (const pid of await findEnginePids(directory)) process.kill(pid, 'SIGKILL');
    expect(await readAll(chain)).toEqual(before);
    await makeHistory(chain, 1);
  });

  test('an engine that keeps dying is given up loudly', async () => {
    const { chain, directory } = await openTest();
    let isOver = false;
    chain.failed.then(() => {
      isOver = true;
    });
    while (!isOver) {
      for (const pid of await findEnginePids(directory)) process.kill(pid, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await chain.failed).toMatchObject({ code: 'CHAIN_ENGINE_FAILED' });
    await expect(chain.publicClient.getBlockNumber()).rejects.toThrow();
  });

  test('a copied folder is a chain of its own place', async () => {
    const test = await openTest();
    await makeHistory(test.chain, 2);
    const before = await readAll(test.chain);
    await test.chain.stop();
    const copy = `${test.directory}-copy`;
    await cp(test.directory, copy, { recursive: true });
    await symlink(copy, `${copy}-link`);
    const chain = await openChain({ directory: `${copy}-link` }, { logger: silentLogger });
    expect(await readAll(chain)).toEqual(before);
    await chain.stop();
    await rm(copy, { recursive: true });
    await rm(`${copy}-link`);
  });
});
