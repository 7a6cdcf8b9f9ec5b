// SPDX-License-Identifier: Apache-2.0
import { deployTestContracts } from '@datacar/testing/chain/deployTestContracts';
import { openTestChain, type TestChain } from '@datacar/testing/chain/openTestChain';
import { silentLogger } from '@datacar/testing/chain/silentLogger';
import { type BareAnvil, startBareAnvil } from '@datacar/testing/chain/startBareAnvil';
import { type Abi, type Address, encodeFunctionData, type Hex, parseEther, toHex, zeroAddress } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Chain } from '../Chain.ts';
import type { DatacarContracts } from '../contracts/DatacarContracts.ts';
import { datrAbi } from '../generated/datr.ts';
import { membersAbi } from '../generated/members.ts';
import { validatorsAbi } from '../generated/validators.ts';
import { vehicleRegistryAbi } from '../generated/vehicleRegistry.ts';
import { openChain } from '../openChain.ts';
import { openSender, type TransactionSender } from '../transactions/openSender.ts';
import { type ChainPosition, type EventFollower, followEvents } from './followEvents.ts';

/** What a receiver does: keeps the events by block, and forgets what is undone. */
interface Receiver {
  position: ChainPosition | undefined;
  events: { blockNumber: bigint; blockHash: Hex; name: string }[];
  rollbacks: bigint[];
}

function follow(chain: Chain, contracts: DatacarContracts, receiver: Receiver): EventFollower {
  return followEvents(
    {
      chain,
      contracts: [{ address: contracts.validators, abi: validatorsAbi }],
      fromBlock: contracts.deployedAtBlock,
      ...(receiver.position && { position: receiver.position }),
      pollMs: 50,
      onBlock({ blockNumber, blockHash, events }) {
        const last = receiver.position?.blockNumber ?? -1n;
        expect(blockNumber).toBeGreaterThan(last);
        for (const event of events) {
          if (event.eventName !== 'NodeRegistered') continue;
          receiver.events.push({ blockNumber, blockHash, name: event.args.endpoint });
        }
        receiver.position = { blockNumber, blockHash };
      },
      onRollback(target) {
        receiver.rollbacks.push(target.blockNumber);
        receiver.events = receiver.events.filter(({ blockNumber }) => blockNumber <= target.blockNumber);
        receiver.position = target;
      },
    },
    { logger: silentLogger },
  );
}

function newReceiver(): Receiver {
  return { position: undefined, events: [], rollbacks: [] };
}

async function addNode(sender: TransactionSender, validators: Address, name: string) {
  const node = privateKeyToAccount(generatePrivateKey()).address;
  const data = encodeFunctionData({ abi: validatorsAbi, functionName: 'registerNode', args: [node, name] });
  return sender.send({ to: validators, data });
}

async function mintVehicle({ address, send }: TransactionSender, vehicleRegistry: Address) {
  const hash: Hex = `0x${'11'.repeat(32)}`;
  const mint = {
    ...{ to: address, registrar: address, vinTag: hash, vinCommitment: hash, isSimulated: true },
    ...{
      wmi: toHex('VF1', { size: 6 }),
      model: { make: 'Renault', name: 'Twizy', year: 2020, batteryWh: 6_100 },
    },
  };
  const data = encodeFunctionData({ abi: vehicleRegistryAbi, functionName: 'mint', args: [mint] });
  await send({ to: vehicleRegistry, data });
}

const terms = { founderNode: { endpoint: 'Founder' } };

const names = (receiver: Receiver) => receiver.events.map(({ name }) => name);

async function expectOnChain({ publicClient }: Chain, receiver: Receiver): Promise<void> {
  for (const { blockNumber, blockHash } of receiver.events) {
    expect((await publicClient.getBlock({ blockNumber })).hash).toBe(blockHash);
  }
}

describe('on the embedded chain', () => {
  let opened: TestChain;
  beforeEach(async () => {
    opened = await openTestChain();
  });
  afterEach(() => opened.close());

  test('delivers in order, goes on from a stored position, also after a restart', async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    let sender = openSender({ chain: opened.chain, account });
    const contracts = await deployTestContracts({ chain: opened.chain, deployer: sender, terms });
    const receiver = newReceiver();
    const first = follow(opened.chain, contracts, receiver);
    await addNode(sender, contracts.validators, 'One');
    await addNode(sender, contracts.validators, 'Two');
    await first.caughtUp();
    expect(names(receiver)).toEqual(['Founder', 'One', 'Two']);
    await first.stop();
    await addNode(sender, contracts.validators, 'Three');

    const chain = await opened.restart();
    sender = openSender({ chain, account });
    const second = follow(chain, contracts, receiver);
    await addNode(sender, contracts.validators, 'Four');
    await second.caughtUp();
    expect(names(receiver)).toEqual(['Founder', 'One', 'Two', 'Three', 'Four']);
    expect(receiver.rollbacks).toEqual([]);
    await expectOnChain(chain, receiver);
    await second.stop();
  });

  test('decodes what one signature means at each address', async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const sender = openSender({ chain: opened.chain, account });
    const contracts = await deployTestContracts({ chain: opened.chain, deployer: sender });
    await mintVehicle(sender, contracts.vehicleRegistry);
    const transfers: unknown[] = [];
    const follower = followEvents(
      {
        chain: opened.chain,
        contracts: [
          { address: contracts.datr, abi: datrAbi as Abi },
          { address: contracts.vehicleRegistry, abi: vehicleRegistryAbi as Abi },
        ],
        fromBlock: contracts.deployedAtBlock,
        onBlock({ events }) {
          for (const { eventName, args } of events) if (eventName === 'Transfer') transfers.push(args);
        },
        onRollback() {},
      },
      { logger: silentLogger },
    );
    await follower.caughtUp();
    await follower.stop();
    const nobody = zeroAddress;
    const millions = [200n, 64n, 80n, 120n, 336n];
    const holders = [
      ...[contracts.publicOffering, contracts.technologyVesting, contracts.operationFund],
      ...[contracts.foundationVesting, contracts.miningReserve],
    ];
    expect(transfers).toEqual([
      ...holders.map((to, index) => ({ from: nobody, to, value: (millions[index] ?? 0n) * 10n ** 24n })),
      { from: nobody, to: account.address, tokenId: 1n },
    ]);
  });

  test('stops with the error of a receiver that throws', async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const deployer = openSender({ chain: opened.chain, account });
    const contracts = await deployTestContracts({ chain: opened.chain, deployer });
    const failure = new Error('the disk of the receiver is full');
    const follower = followEvents(
      {
        chain: opened.chain,
        contracts: [{ address: contracts.members, abi: membersAbi }],
        fromBlock: 0n,
        onBlock: () => Promise.reject(failure),
        onRollback() {},
      },
      { logger: silentLogger },
    );
    await expect(follower.done).rejects.toBe(failure);
  });
});

describe('on another chain without finality', () => {
  let anvil: BareAnvil;
  let chain: Chain;
  let contracts: DatacarContracts;
  let sender: TransactionSender;

  beforeEach(async () => {
    anvil = await startBareAnvil();
    chain = await openChain({ directory: '/nowhere', rpcUrl: anvil.url }, { logger: silentLogger });
    const account = privateKeyToAccount(generatePrivateKey());
    await engine('anvil_setBalance', [account.address, toHex(parseEther('1000'))]);
    sender = openSender({ chain, account });
    contracts = await deployTestContracts({ chain, deployer: sender, terms });
  });
  afterEach(async () => {
    await chain.stop();
    await anvil.stop();
  });

  const engine = (method: string, params: unknown[]) =>
    chain.publicClient.request({ method, params } as never) as Promise<unknown>;

  test('undoes what a reorganisation undid, and delivers what came instead', async () => {
    const receiver = newReceiver();
    const follower = follow(chain, contracts, receiver);
    await addNode(sender, contracts.validators, 'Stays');
    const common = await chain.publicClient.getBlockNumber();
    await addNode(sender, contracts.validators, 'Undone 1');
    await addNode(sender, contracts.validators, 'Undone 2');
    await follower.caughtUp();
    expect(names(receiver)).toEqual(['Founder', 'Stays', 'Undone 1', 'Undone 2']);

    // Two blocks are replaced by empty ones.
    await engine('anvil_reorg', [2, []]);
    await engine('anvil_mine', ['0x1']);
    await expect.poll(() => receiver.rollbacks).toEqual([common]);
    await follower.caughtUp();
    expect(names(receiver)).toEqual(['Founder', 'Stays']);
    await expectOnChain(chain, receiver);
    await follower.stop();
  });

  test('notices a reorganisation to a shorter chain that happened while it was away', async () => {
    const receiver = newReceiver();
    const first = follow(chain, contracts, receiver);
    await addNode(sender, contracts.validators, 'Undone');
    await first.caughtUp();
    await first.stop();
    expect(names(receiver)).toEqual(['Founder', 'Undone']);

    await engine('anvil_rollback', [1]);
    const second = follow(chain, contracts, receiver);
    await second.caughtUp();
    expect(names(receiver)).toEqual(['Founder']);
    expect(receiver.rollbacks).toHaveLength(1);
    await expectOnChain(chain, receiver);
    await second.stop();
  });

  test('passes the allow-list as well', async () => {
    const ask = async (method: string) =>
      JSON.parse(await chain.handleRpc(JSON.stringify({ jsonrpc: '2.0', id: 1, method }), { address: 'x' }));
    expect(await ask('eth_chainId')).toMatchObject({ result: toHex(chain.identity.chainId) });
    expect(await ask('anvil_nodeInfo')).toMatchObject({ error: { code: -32601 } });
  });
});

test('a chain that does not answer is refused, without its URL in the message', async () => {
  const rpcUrl = 'http://127.0.0.1:1/secret-key';
  const refused = openChain({ directory: '/nowhere', rpcUrl }, { logger: silentLogger });
  await expect(refused).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
  await expect(refused).rejects.not.toThrow('secret-key');
});
