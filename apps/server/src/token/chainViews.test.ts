// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { datrAbi } from '@datacar/chain/generated/datr';
import { datrBuild } from '@datacar/chain/generated/datrBuild';
import { validatorsAbi } from '@datacar/chain/generated/validators';
import { openChain } from '@datacar/chain/openChain';
import { openSender, type TransactionSender } from '@datacar/chain/transactions/openSender';
import { deployTestContracts } from '@datacar/testing/chain/deployTestContracts';
import { silentLogger } from '@datacar/testing/chain/silentLogger';
import { type BareAnvil, startBareAnvil } from '@datacar/testing/chain/startBareAnvil';
import {
  type AbiEvent,
  encodeDeployData,
  encodeFunctionData,
  getAbiItem,
  type Hex,
  parseEther,
  toHex,
} from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEventFold } from './createEventFold.ts';
import { openChainViews } from './openChainViews.ts';
import { createTransferReader } from './readTransfers.ts';

const account = privateKeyToAccount(generatePrivateKey());
const newAddress = () => privateKeyToAccount(generatePrivateKey()).address;

let anvil: BareAnvil;
let chain: Chain;
let contracts: DatacarContracts;
let sender: TransactionSender;

/** What the engine alone does: blocks that come and go. */
async function engine(method: string, params: unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const response = await fetch(anvil.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const answer = (await response.json()) as { result?: unknown; error?: { message: string } };
  if (answer.error !== undefined) throw new Error(answer.error.message);
  return answer.result;
}

beforeAll(async () => {
  anvil = await startBareAnvil();
  await engine('anvil_setBalance', [account.address, toHex(parseEther('1000'))]);
  chain = await openChain(
    { directory: '/nonexistent', rpcUrl: anvil.url },
    { logger: silentLogger, clock: Date.now },
  );
  sender = openSender({ chain, account });
  contracts = await deployTestContracts({ chain, deployer: sender });
}, 60_000);

afterAll(async () => {
  await chain?.stop();
  await anvil?.stop();
});

describe('a view of the chain', () => {
  /** The same chain, and how often a contract was asked. */
  function counting({ ignoresTime = false }: { ignoresTime?: boolean } = {}) {
    const asked = { count: 0 };
    const { publicClient } = chain;
    const call: typeof publicClient.call = (parameters) => {
      asked.count += 1;
      const { blockOverrides: _, ...rest } = parameters;
      return publicClient.call(ignoresTime ? (rest as typeof parameters) : parameters);
    };
    return { asked, chain: { ...chain, publicClient: { ...publicClient, call } as typeof publicClient } };
  }

  test('asks each question once a block and second', async () => {
    const { asked, chain: counted } = counting();
    let nowMs = (Math.floor(Date.now() / 1_000) + 100) * 1_000;
    const views = openChainViews({ chain: counted, contracts }, { clock: () => nowMs });
    const view = await views.current();
    const before = asked.count;
    await Promise.all([view.read('datr', 'totalSupply', []), view.read('datr', 'totalSupply', [])]);
    expect(await view.read('datr', 'totalSupply', [])).toBe(800_000_000n * 10n ** 18n);
    expect(await views.current()).toBe(view);
    expect(asked.count - before).toBe(1);
    nowMs += 1_000;
    const later = await views.current();
    expect(later).not.toBe(view);
    expect(later.blockNumber).toBe(view.blockNumber);
    expect(later.at).toBe(view.at + 1);
  });

  test('sees an idle chain at the time that it is', async () => {
    const nowSeconds = Math.floor(Date.now() / 1_000) + 86_400;
    const views = openChainViews({ chain, contracts }, { clock: () => nowSeconds * 1_000 + 999 });
    const view = await views.current();
    expect(view.at).toBe(nowSeconds);
    expect(view.asOf).toEqual({ blockNumber: Number(view.blockNumber), atMs: nowSeconds * 1_000 });
    expect(Number(await view.read('datr', 'clock', []))).toBe(nowSeconds);
  });

  test('says the time of the block where an engine cannot be asked about another', async () => {
    const { chain: silent } = counting({ ignoresTime: true });
    const views = openChainViews({ chain: silent, contracts }, { clock: () => Date.now() + 86_400_000 });
    const view = await views.current();
    const { timestamp } = await chain.publicClient.getBlock({ blockNumber: view.blockNumber });
    expect(view.at).toBe(Number(timestamp));
    expect(Number(await view.read('datr', 'clock', []))).toBe(view.at);
  });

  test('is never before its block, although the clock of the server is', async () => {
    const views = openChainViews({ chain, contracts }, { clock: () => 0 });
    const view = await views.current();
    const { timestamp } = await chain.publicClient.getBlock({ blockNumber: view.blockNumber });
    expect(view.at).toBe(Number(timestamp));
  });

  test('tells an answer from no answer', async () => {
    const view = await openChainViews({ chain, contracts }, { clock: Date.now }).current();
    const unknown = newAddress();
    await expect(view.read('validators', 'getNode', [unknown])).rejects.toThrow();
    // A refusal is not remembered as an answer.
    await expect(view.read('validators', 'getNode', [unknown])).rejects.toThrow();
    const gone = {
      ...chain,
      finalBlockNumber: () => chain.publicClient.getBlockNumber().then(() => 10n ** 9n),
    };
    await expect(
      openChainViews({ chain: gone, contracts }, { clock: Date.now }).current(),
    ).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
  });
});

describe('a sum of events', () => {
  const fold = () =>
    createEventFold<string[]>({
      chain,
      addresses: [contracts.validators],
      event: getAbiItem({ abi: validatorsAbi, name: 'NodeRegistered' }) as AbiEvent,
      fromBlock: contracts.deployedAtBlock,
      empty: () => [],
      apply: (names, { args }) => names.push(String(args.endpoint)),
    });
  const register = (name: string) => {
    const data = encodeFunctionData({
      abi: validatorsAbi,
      functionName: 'registerNode',
      args: [newAddress(), name],
    });
    return sender.send({ to: contracts.validators, data });
  };
  const upToNow = async (one: ReturnType<typeof fold>) => [
    ...(await one.upTo(await chain.finalBlockNumber())),
  ];

  test('reads what is new, and nothing twice', async () => {
    const one = fold();
    expect(await upToNow(one)).toEqual(['']);
    await register('One');
    const [first, second] = await Promise.all([upToNow(one), upToNow(one)]);
    expect(first).toEqual(['', 'One']);
    expect(second).toEqual(['', 'One']);
    await register('Two');
    expect(await upToNow(one)).toEqual(['', 'One', 'Two']);
    expect(await upToNow(fold())).toEqual(['', 'One', 'Two']);
  });

  test('forgets what a reorganisation undid', async () => {
    const one = fold();
    await register('Undone');
    expect(await upToNow(one)).toEqual(['', 'One', 'Two', 'Undone']);
    await engine('anvil_reorg', [1, []]);
    // The one before counts on the nonce that was undone.
    sender = openSender({ chain, account });
    await register('Instead');
    expect(await upToNow(one)).toEqual(['', 'One', 'Two', 'Instead']);
  });

  test('goes on over more blocks than one question may have', async () => {
    const one = fold();
    await engine('anvil_mine', [toHex(2_100)]);
    await register('Late');
    expect((await upToNow(one)).at(-1)).toBe('Late');
  });
});

describe('transfers', () => {
  const to = newAddress();
  let own: DatacarContracts;

  beforeAll(async () => {
    const holders = [account.address, account.address, account.address, account.address, account.address];
    const { receipt } = await sender.send({
      data: encodeDeployData({
        abi: datrAbi,
        bytecode: datrBuild.creationBytecode as Hex,
        args: holders as [Hex, Hex, Hex, Hex, Hex],
      }),
    });
    own = { ...contracts, datr: receipt.contractAddress as Hex };
    await engine('anvil_mine', [toHex(600)]);
    for (let value = 1n; value <= 7n; value += 1n) {
      const data = encodeFunctionData({ abi: datrAbi, functionName: 'transfer', args: [to, value] });
      await sender.send({ to: own.datr, data });
      if (value % 3n === 0n) await engine('anvil_mine', [toHex(120)]);
    }
    const self = encodeFunctionData({
      abi: datrAbi,
      functionName: 'transfer',
      args: [account.address, 99n],
    });
    await sender.send({ to: own.datr, data: self });
  }, 60_000);

  async function readAll(options: { account?: Hex; limit: number }) {
    const parties = {
      of: (address: string) => ({ account: address, name: null }),
      contractAt: () => undefined,
    };
    const reader = createTransferReader({ chain, contracts: own }, { parties });
    const view = await openChainViews({ chain, contracts }, { clock: Date.now }).current();
    const amounts: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await reader.read(view, { account: options.account, limit: options.limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(options.limit);
      amounts.push(...page.items.map(({ amount }) => amount));
      cursor = page.nextCursor ?? undefined;
      pages += 1;
    } while (cursor !== undefined && pages < 50);
    return amounts;
  }

  test.each([1, 2, 3, 100])('in pages of %i, none twice and none left out', async (limit) => {
    expect(await readAll({ limit })).toEqual([
      ...['99', '7', '6', '5', '4', '3', '2', '1'],
      ...[336n, 120n, 80n, 64n, 200n].map((millions) => (millions * 10n ** 24n).toString()),
    ]);
    expect(await readAll({ limit, account: to })).toEqual(['7', '6', '5', '4', '3', '2', '1']);
    // What one sends to oneself is one transfer.
    expect((await readAll({ limit, account: account.address })).filter((amount) => amount === '99')).toEqual([
      '99',
    ]);
  });
});
