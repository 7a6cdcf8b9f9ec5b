// SPDX-License-Identifier: Apache-2.0
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { readImplementation } from '@datacar/chain/contracts/readImplementation';
import { openChain } from '@datacar/chain/openChain';
import { openSender } from '@datacar/chain/transactions/openSender';
import { deployTestContracts } from '@datacar/testing/chain/deployTestContracts';
import { silentLogger } from '@datacar/testing/chain/silentLogger';
import { type BareAnvil, startBareAnvil } from '@datacar/testing/chain/startBareAnvil';
import { type Address, padHex, parseEther, toHex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeContracts } from './describeContracts.ts';

const account = privateKeyToAccount(generatePrivateKey());
let anvil: BareAnvil;
let chain: Awaited<ReturnType<typeof openChain>>;
let contracts: DatacarContracts;
let described: ReturnType<typeof describeContracts>;

const engine = (method: string, params: unknown[]) =>
  chain.publicClient.request({ method, params } as never) as Promise<unknown>;

beforeAll(async () => {
  anvil = await startBareAnvil();
  chain = await openChain({ directory: '/nowhere', rpcUrl: anvil.url }, { logger: silentLogger });
  await engine('anvil_setBalance', [account.address, toHex(parseEther('10'))]);
  contracts = await deployTestContracts({ chain, deployer: openSender({ chain, account }) });
  described = describeContracts(contracts, { chain });
});
afterAll(async () => {
  await chain?.stop();
  await anvil?.stop();
});

const unverified = async () =>
  (await described.list()).filter(({ isVerified }) => !isVerified).map(({ name }) => name);

test('every contract is what its source compiles to, and says whether it can change', async () => {
  const list = await described.list();
  expect(list).toHaveLength(Object.keys(contractAbis).length);
  expect(await unverified()).toEqual([]);
  const proxies = list.filter(({ kind }) => kind === 'proxy');
  expect(proxies.map(({ name }) => name).sort()).toEqual(
    ['Members', 'MembersVote', 'RecordLog', 'Validators', 'VehicleRegistry'].sort(),
  );
  for (const { address, implementation, codeBytes } of proxies) {
    expect(implementation?.address).toBe(await readImplementation(chain.publicClient, address));
    expect(implementation?.codeBytes).toBeGreaterThan(codeBytes);
  }
  expect(list.find(({ name }) => name === 'DATR')).toMatchObject({ kind: 'immutable', implementation: null });
});

test('a proxy is read with the sources and the code of what it runs', async () => {
  const read = await described.read('members');
  expect(read.sources.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'contracts/src/consortium/Members.sol',
      'contracts/src/consortium/ConsortiumProxy.sol',
    ]),
  );
  expect(read.sources.every(({ text }) => text.includes('SPDX-License-Identifier'))).toBe(true);
  expect(read.implementationCode?.length).toBeGreaterThan(read.code.length);
  expect(read.immutables).toContainEqual({
    name: 'timelock',
    value: padHex(contracts.timelock.toLowerCase() as Address, { size: 32 }),
  });
  expect((await described.read(contracts.members)).name).toBe('Members');
  await expect(described.read('Nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a proxy counts as verified only when its own code and the code that it runs both are', async () => {
  const implementation = await readImplementation(chain.publicClient, contracts.recordLog);
  const change = async (address: Address) => {
    const code = (await chain.publicClient.getCode({ address })) ?? '0x';
    await engine('anvil_setCode', [address, `${code.slice(0, -2)}5b`]);
    expect(await unverified()).toEqual(['RecordLog']);
    await engine('anvil_setCode', [address, code]);
  };
  await change(implementation);
  await change(contracts.recordLog);
  const slot = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';
  await engine('anvil_setStorageAt', [contracts.recordLog, slot, padHex(contracts.datr, { size: 32 })]);
  expect(await unverified()).toEqual(['RecordLog']);
  await engine('anvil_setStorageAt', [contracts.recordLog, slot, padHex(implementation, { size: 32 })]);
  expect(await unverified()).toEqual([]);
});
