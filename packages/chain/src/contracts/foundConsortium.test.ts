// SPDX-License-Identifier: Apache-2.0
import { completeGenesisTerms, type GenesisTermsInput } from '@datacar/core/consortium/genesisTerms';
import { deployTestContracts } from '@datacar/testing/chain/deployTestContracts';
import { openTestChain, type TestChain } from '@datacar/testing/chain/openTestChain';
import { silentLogger } from '@datacar/testing/chain/silentLogger';
import { type BareAnvil, startBareAnvil } from '@datacar/testing/chain/startBareAnvil';
import { type Address, encodeFunctionData, padHex, parseEther, toHex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chain } from '../Chain.ts';
import { membersAbi } from '../generated/members.ts';
import { openChain } from '../openChain.ts';
import { openSender, type TransactionSender } from '../transactions/openSender.ts';
import type { UnknownCode } from './checkContracts.ts';
import type { DatacarContracts } from './DatacarContracts.ts';
import { deployContracts } from './deployContracts.ts';
import { getContracts } from './getContracts.ts';
import { planDeployment } from './planDeployment.ts';

/** Of all that `Genesis` creates. */
const CREATED = 20;
/** EIP-7825. */
const TRANSACTION_GAS_MAX = 2n ** 24n;

const newAccount = () => privateKeyToAccount(generatePrivateKey());
const newSender = (chain: Chain) => openSender({ chain, account: newAccount() });

/** Sends so many transactions; the next one kills the process. */
function endAfter(sends: number, sender: TransactionSender): TransactionSender {
  let left = sends;
  return {
    address: sender.address,
    send: (options) => (left-- > 0 ? sender.send(options) : Promise.reject(new Error('killed'))),
  };
}

describe('the deployment', () => {
  let opened: TestChain;
  beforeAll(async () => {
    opened = await openTestChain();
  });
  afterAll(() => opened.close());

  test('goes on after it was ended behind any of its transactions', { timeout: 120_000 }, async () => {
    const { chain } = opened;
    for (let sends = 0; sends <= CREATED; sends++) {
      const sender = newSender(chain);
      await expect(
        deployTestContracts({ chain, deployer: endAfter(sends, sender) }),
        `${sends} sent`,
      ).rejects.toThrow('killed');
      const contracts = await deployTestContracts({ chain, deployer: sender });
      const { datr, members } = getContracts(chain.publicClient, contracts);
      expect(await datr.read.totalSupply()).toBe(800_000_000n * 10n ** 18n);
      expect(await members.read.founder()).toBe(sender.address);
      // One for Genesis, one for each contract, none twice.
      expect(await chain.publicClient.getTransactionCount({ address: sender.address })).toBe(1 + CREATED);
    }
  });

  test('waits for what a killed process had sent, and sends nothing twice', async () => {
    const waiting = await openTestChain({ sealDelayMs: 3_600_000 });
    const account = newAccount();
    const sender = openSender({ chain: waiting.chain, account });
    const ended = deployTestContracts({ chain: waiting.chain, deployer: sender });
    ended.catch(() => {});
    const count = () =>
      waiting.chain.publicClient.getTransactionCount({ address: sender.address, blockTag: 'pending' });
    await expect.poll(count, { timeout: 20_000 }).toBe(1 + CREATED);
    await waiting.chain.stop();

    const chain = await openChain(
      { directory: waiting.directory, sealDelayMs: 10 },
      { logger: silentLogger },
    );
    const contracts = await deployTestContracts({ chain, deployer: openSender({ chain, account }) });
    expect(await getContracts(chain.publicClient, contracts).genesis.read.createdCount()).toBe(20n);
    expect(chain.growth()).toMatchObject({ transactions: 1 + CREATED });
    await chain.stop();
    await waiting.close();
  });

  test('fits into one block, and no transaction uses more gas than a chain allows', async () => {
    // Longer than any machine needs to send them.
    const slow = await openTestChain({ sealDelayMs: 3_000 });
    const contracts = await deployTestContracts({ chain: slow.chain, deployer: newSender(slow.chain) });
    expect(contracts.deployedAtBlock).toBe(1n);
    const block = await slow.chain.publicClient.getBlock({ includeTransactions: true });
    expect(block.number).toBe(1n);
    expect(block.transactions).toHaveLength(1 + CREATED);
    const gas = block.transactions.map((transaction) => transaction.gas);
    expect(gas.every((one) => one < TRANSACTION_GAS_MAX)).toBe(true);
    await slow.close();
  });

  test('says why a contract does not take its terms', async () => {
    const { chain } = opened;
    const terms = { offeringDeadline: 1_000_000_000 };
    await expect(deployTestContracts({ chain, deployer: newSender(chain), terms })).rejects.toMatchObject({
      code: 'TRANSACTION_REFUSED',
      details: { reason: 'PublicOffering_DeadlineInvalid', args: ['1000000000'] },
    });
  });
});

describe('what stands on a chain', () => {
  let anvil: BareAnvil;
  let chain: Chain;
  const account = newAccount();
  let founder: TransactionSender;
  let contracts: DatacarContracts;
  let snapshot: unknown;
  const nowMs = Date.now();
  const find = (deployer: TransactionSender, given: GenesisTermsInput = {}) =>
    deployContracts({
      ...{ chain, deployer },
      terms: completeGenesisTerms(given, { account: founder.address, nowMs }),
    });
  const engine = (method: string, params: unknown[]) =>
    chain.publicClient.request({ method, params } as never) as Promise<unknown>;

  beforeAll(async () => {
    anvil = await startBareAnvil();
    chain = await openChain({ directory: '/nowhere', rpcUrl: anvil.url }, { logger: silentLogger });
    founder = openSender({ chain, account });
    await engine('anvil_setBalance', [founder.address, toHex(parseEther('10'))]);
    await expect(find(newSender(chain))).rejects.toMatchObject({
      code: 'CONSORTIUM_MISSING',
      details: { founder: founder.address },
    });
    contracts = await find(founder);
    snapshot = await engine('evm_snapshot', []);
  });
  beforeEach(async () => {
    await engine('evm_revert', [snapshot]);
    snapshot = await engine('evm_snapshot', []);
  });
  afterAll(async () => {
    await chain.stop();
    await anvil.stop();
  });

  test('is found by another member with the same terms', async () => {
    expect(await find(newSender(chain))).toEqual(contracts);
  });

  const unknownTo = async (sender: TransactionSender) => {
    const found: UnknownCode[] = [];
    const complete = completeGenesisTerms({}, { account: founder.address, nowMs });
    const told = await deployContracts({
      ...{ chain, deployer: sender, terms: complete },
      onUnknownCode: (unknown) => found.push(unknown),
    });
    expect(told).toEqual(contracts);
    return found.map(({ contract, kind, address }) => ({ contract, kind, address }));
  };

  test('tells where other code stands, and is refused where nothing does', async () => {
    const plan = planDeployment(
      completeGenesisTerms({}, { account: founder.address, nowMs }),
      contracts.genesis,
    );
    expect(plan).toHaveLength(CREATED);
    for (const [index, { name, kind, address }] of plan.entries()) {
      const code = await chain.publicClient.getCode({ address });
      await engine('anvil_setCode', [address, `${code?.slice(0, -2)}5b`]);
      // What an implementation is matters where a proxy runs it.
      const changed = kind === 'implementation' ? plan[index + 1] : plan[index];
      expect(await unknownTo(founder)).toEqual([
        { contract: changed?.name, kind: changed?.kind, address: changed?.address },
      ]);
      await expect(find(founder)).rejects.toMatchObject({ code: 'CONTRACTS_DIFFER' });
      await engine('anvil_setCode', [address, '0x']);
      await expect(unknownTo(founder)).rejects.toMatchObject({
        code: 'CONTRACTS_DIFFER',
        details: { contract: name, kind, address },
      });
      await engine('anvil_setCode', [address, code]);
    }
    expect(await unknownTo(founder)).toEqual([]);
    expect(await unknownTo(newSender(chain))).toEqual([]);
  });

  const slot = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';
  const runOther = (address: Address) =>
    engine('anvil_setStorageAt', [contracts.members, slot, padHex(address, { size: 32 })]);

  test('tells of a proxy that runs other code', async () => {
    await runOther(contracts.datr);
    const found = [{ contract: 'members', kind: 'proxy', address: contracts.members }];
    expect(await unknownTo(founder)).toEqual(found);
    expect(await unknownTo(newSender(chain))).toEqual(found);
  });

  test('takes the code of this version wherever a vote has put it', async () => {
    const plan = planDeployment(
      completeGenesisTerms({}, { account: founder.address, nowMs }),
      contracts.genesis,
    );
    const planned = plan.find(({ name, kind }) => name === 'members' && kind === 'implementation');
    const upgraded: Address = `0x${'99'.repeat(20)}`;
    const code = await chain.publicClient.getCode({ address: planned?.address ?? upgraded });
    await engine('anvil_setCode', [upgraded, code]);
    await runOther(upgraded);
    expect(await unknownTo(founder)).toEqual([]);
  });

  const other: Address = `0x${'77'.repeat(20)}`;
  test.each([
    ['publicOffering', { proceedsRecipient: other }],
    ['publicOffering', { offeringDeadline: 2_000_000_000 }],
    ['operationFund', { commentPeriodSeconds: 1 }],
  ])('is refused when %s was founded on other terms', async (contract, given) => {
    await expect(find(founder, given)).rejects.toMatchObject({
      code: 'CONTRACTS_DIFFER',
      details: { contract },
    });
  });

  test.each([
    ['members', { founder: { name: 'Another' } }],
    ['council', { council: { seats: [other], threshold: 1 } }],
    ['timelock', { timelockDelaySeconds: 1 }],
    ['technologyVesting', { technologyBeneficiary: other }],
  ])(
    'is refused to who joins when %s was founded on other terms, though they are in storage',
    async (contract, given) => {
      await expect(find(newSender(chain), given)).rejects.toMatchObject({
        code: 'CONTRACTS_DIFFER',
        details: { contract },
      });
    },
  );

  test('stays what it is when the members change', async () => {
    const data = encodeFunctionData({
      abi: membersAbi,
      functionName: 'addMember',
      args: [other, 'Garage', 2],
    });
    await openSender({ chain, account }).send({ to: contracts.members, data });
    expect(await find(founder)).toEqual(contracts);
  });
});
