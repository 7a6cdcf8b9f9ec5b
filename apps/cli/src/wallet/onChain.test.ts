// SPDX-License-Identifier: Apache-2.0
// The wallet beside a running server: what the chain knows of its accounts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSeed } from '@datacar/core/wallet/openSeed';
import { seedOfMnemonic } from '@datacar/core/wallet/seedOfMnemonic';
import { runDatacar, runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { type RunningDatacar, startDatacar } from '@datacar/testing/cli/startDatacar';
import { createPublicClient, http, parseAbi, parseSignature } from 'viem';
import { privateKeyToAddress } from 'viem/accounts';
import { bytesToHex } from 'viem/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';

const words = 'test test test test test test test test test test test junk';
const seed = openSeed(seedOfMnemonic(words));
const addressAt = (index: number) => privateKeyToAddress(bytesToHex(seed.keyAt(index)));

const folder = mkdtempSync(join(tmpdir(), 'datacar-wallet-chain-'));
const home = join(folder, 'server');
const wordsFile = join(folder, 'words');
writeFileSync(wordsFile, words);
let server: RunningDatacar;

beforeAll(async () => {
  server = await startDatacar({ home });
}, 90_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const pay = (to: string, ...more: string[]) =>
  runDatacarJson(['token', 'send', '--to', to, '--amount', '1', '--asset', 'coin', '--yes', ...more], {
    home,
  });

test('words find the accounts that were used, and none behind a gap of twenty', {
  timeout: 120_000,
}, async () => {
  // 20 to 38 are nineteen unused ones in a row; 40 to 59 are twenty.
  for (const index of [0, 19, 39, 60]) await pay(addressAt(index));
  const restore = ['wallet', 'restore', '--words-file', wordsFile, '--server', server.url];
  const other = { home: join(folder, 'other') };
  const first = await runDatacarJson<{ accounts: { index: number }[] }>(restore, other);
  expect(first).toMatchObject({ isChainSearched: true });
  expect(first.accounts.map(({ index }) => index)).toEqual([0, 19, 39]);

  expect(await runDatacarJson(['wallet', 'receive'], other)).toMatchObject({ index: 40 });
  await pay(addressAt(50));
  const again = await runDatacarJson<{ accounts: { index: number }[] }>(restore, other);
  // 50 ends the gap before 60.
  expect(again.accounts.map(({ index }) => index)).toEqual([0, 19, 39, 50, 60]);
  expect(await runDatacarJson(['wallet', 'receive'], other)).toMatchObject({ index: 61 });
});

test('an address is shown again until something comes to it, and pays by its index', {
  timeout: 120_000,
}, async () => {
  await runDatacarJson(['wallet', 'create'], { home });
  const shown = await runDatacarJson<{ address: string }>(['wallet', 'receive'], { home });
  const again = ['wallet', 'receive', '--again'];
  expect(await runDatacarJson(again, { home })).toMatchObject({ index: 0, isFresh: false });
  await pay(shown.address);
  expect(await runDatacarJson(again, { home })).toMatchObject({ index: 1, isFresh: true });

  await runDatacarJson(['wallet', 'add', '--name', 'savings'], { home });
  await pay('savings', '--from', '#0');
  const { items } = await runDatacarJson<{ items: object[] }>(['wallet', 'list'], { home });
  const coin = '1000000000000000000';
  expect(items).toMatchObject([
    { kind: 'owner', isUsed: true, datr: '0' },
    { kind: 'member', isUsed: true },
    { index: 0, coin: '0', datr: '0', isUsed: true },
    { index: 1, coin: '0', datr: '0', isUsed: false },
    { index: 2, name: 'savings', coin, datr: '0', isUsed: true },
  ]);
});

test('a permit of DATR is said with its amount, and DATR takes it', { timeout: 120_000 }, async () => {
  const description = (await (await fetch(`${server.url}/.well-known/datacar.json`)).json()) as {
    chain: { chainId: number };
    contracts: { datr: { address: `0x${string}` } };
  };
  const { datr } = description.contracts;
  const { items } = await runDatacarJson<{ items: { name: string | null; address: `0x${string}` }[] }>(
    ['wallet', 'list'],
    { home },
  );
  const owner = items.find(({ name }) => name === 'savings')?.address ?? '0x';
  const spender = addressAt(0);
  const value = 5n * 10n ** 18n;
  const deadline = BigInt(Math.floor(Date.now() / 1_000) + 3_600);
  const field = (type: string) => (name: string) => ({ name, type });
  const permit = {
    types: {
      Permit: [
        ...['owner', 'spender'].map(field('address')),
        ...['value', 'nonce', 'deadline'].map(field('uint256')),
      ],
    },
    primaryType: 'Permit',
    domain: {
      name: 'Datacar',
      version: '1',
      chainId: description.chain.chainId,
      verifyingContract: datr.address,
    },
    message: { owner, spender, value: value.toString(), nonce: 0, deadline: Number(deadline) },
  };
  const file = join(folder, 'permit.json');
  writeFileSync(file, JSON.stringify(permit));
  const parameters = ['wallet', 'sign', file, '--from', 'savings'];
  const signed = await runDatacarJson<{ sentence: string; signature: `0x${string}`; warnings: string[] }>(
    [...parameters, '--yes'],
    { home },
  );
  expect(signed.sentence).toContain(`Let ${spender.toLowerCase()} spend 5 DATR of ${owner} until`);
  expect(signed.warnings).toEqual([]);
  const { r, s, v } = parseSignature(signed.signature);
  const chain = createPublicClient({ transport: http(`${server.url}/rpc`) });
  const call = (args: readonly [bigint]) =>
    chain.simulateContract({
      address: datr.address,
      abi: parseAbi([
        'function permit(address, address, uint256, uint256, uint8, bytes32, bytes32)',
        'error ERC2612InvalidSigner(address signer, address owner)',
      ]),
      functionName: 'permit',
      args: [owner, spender, ...args, deadline, Number(v), r, s],
    });
  await expect(call([value])).resolves.toBeDefined();
  await expect(call([value + 1n])).rejects.toThrow(/ERC2612InvalidSigner/);

  writeFileSync(file, JSON.stringify({ ...permit, domain: { ...permit.domain, chainId: 1 } }));
  expect((await runDatacar([...parameters, '--yes'], { home })).stderr).toContain('CHAIN_MISMATCH');
});
