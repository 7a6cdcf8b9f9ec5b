// SPDX-License-Identifier: Apache-2.0
import { deployTestContracts } from '@datacar/testing/chain/deployTestContracts';
import { openTestChain, type TestChain } from '@datacar/testing/chain/openTestChain';
import { signTransfer } from '@datacar/testing/chain/signTransfer';
import { silentLogger } from '@datacar/testing/chain/silentLogger';
import { startBareAnvil } from '@datacar/testing/chain/startBareAnvil';
import { encodeFunctionData, keccak256, parseEther, recoverTransactionAddress, toHex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordLogAbi } from '../generated/recordLog.ts';
import { openChain } from '../openChain.ts';
import { openSender } from '../transactions/openSender.ts';
import { getContracts } from './getContracts.ts';

const founder = privateKeyToAccount(generatePrivateKey());
let opened: TestChain;

beforeAll(async () => {
  opened = await openTestChain();
});
afterAll(() => opened.close());

function deploy(chain = opened.chain) {
  const deployer = openSender({ chain, account: founder });
  return deployTestContracts({ chain, deployer });
}

describe('deployContracts', () => {
  test('finds the same contracts when it is called again, also after a restart', async () => {
    const contracts = await deploy();
    expect(contracts.deployedAtBlock).toBeGreaterThan(0n);
    const { transactions } = opened.chain.growth();
    expect(await deploy()).toEqual(contracts);
    expect(await deploy(await opened.restart())).toEqual(contracts);
    expect(opened.chain.growth().transactions).toBe(transactions);

    const { members, vehicleRegistry, recordLog } = getContracts(opened.chain.publicClient, contracts);
    expect(await members.read.isMember([founder.address])).toBe(true);
    expect(await vehicleRegistry.read.members()).toBe(contracts.members);
    expect(await recordLog.read.members()).toBe(contracts.members);
  });

  test('gives the same addresses on every chain, with and without a CREATE2 deployer', async () => {
    const here = await deploy();
    for (const parameters of [[], ['--disable-default-create2-deployer']]) {
      const anvil = await startBareAnvil(parameters);
      const chain = await openChain({ directory: '/nowhere', rpcUrl: anvil.url }, { logger: silentLogger });
      await chain.publicClient.request({
        method: 'anvil_setBalance',
        params: [founder.address, toHex(parseEther('10'))],
      } as never);
      const there = await deploy(chain);
      if (parameters.length === 0) expect(there.recordLog).toBe(here.recordLog);
      expect(await deploy(chain)).toEqual(there);
      expect(await getContracts(chain.publicClient, there).members.read.isMember([founder.address])).toBe(
        true,
      );
      await chain.stop();
      await anvil.stop();
    }
  });
});

describe('openSender', () => {
  test('sends many at once, each with its nonce, and gives the raw transaction', async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const sender = openSender({ chain: opened.chain, account });
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        sender.send({ to: account.address, data: toHex(index, { size: 2 }) }),
      ),
    );
    for (const { rawTransaction, hash, receipt } of sent) {
      expect(keccak256(rawTransaction)).toBe(hash);
      expect(receipt.transactionHash).toBe(hash);
      expect(rawTransaction.startsWith('0x02')).toBe(true);
      const signer = await recoverTransactionAddress({
        serializedTransaction: rawTransaction as `0x02${string}`,
      });
      expect(signer).toBe(account.address);
    }
    expect(new Set(sent.map(({ hash }) => hash)).size).toBe(20);
  });

  test('names the error of the contract that refuses', async () => {
    const { recordLog } = await deploy();
    const sender = openSender({ chain: opened.chain, account: privateKeyToAccount(generatePrivateKey()) });
    const data = encodeFunctionData({
      abi: recordLogAbi,
      functionName: 'openLog',
      args: ['datacar/1/0x0/1', `0x${'11'.repeat(32)}`],
    });
    await expect(sender.send({ to: recordLog, data })).rejects.toMatchObject({
      code: 'TRANSACTION_REFUSED',
      details: { reason: 'AccessManagedUnauthorized', args: [sender.address] },
    });
    // Past the estimate it fails in its block.
    await expect(sender.send({ to: recordLog, data, gas: 500_000n })).rejects.toMatchObject({
      code: 'TRANSACTION_REVERTED',
    });
    // And the next nonce is right.
    await sender.send({ to: sender.address });
  });

  test('goes on when another program used the nonce', async () => {
    const { chain } = opened;
    const account = privateKeyToAccount(generatePrivateKey());
    const sender = openSender({ chain, account });
    await sender.send({ to: account.address });
    const raw = await signTransfer(account, { chainId: chain.identity.chainId, nonce: 1 });
    const hash = await chain.publicClient.sendRawTransaction({ serializedTransaction: raw });
    await chain.publicClient.waitForTransactionReceipt({ hash });
    await sender.send({ to: account.address, data: '0x02' });
    expect(await chain.publicClient.getTransactionCount({ address: account.address })).toBe(3);
  });
});
