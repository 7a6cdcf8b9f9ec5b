// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChainEvent, ChainIndex } from './ChainIndex.ts';
import { openChainIndex } from './openChainIndex.ts';

let directory: string;
let index: ChainIndex;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chain-index-'));
  index = await openChainIndex({ path: join(directory, 'index.duckdb') });
});
afterEach(async () => {
  await index.close();
  await rm(directory, { recursive: true, force: true });
});

async function reopen(): Promise<void> {
  await index.close();
  index = await openChainIndex({ path: join(directory, 'index.duckdb') });
}

const OWNER = `0x${'Aa'.repeat(20)}`;
const BUYER = `0x${'bb'.repeat(20)}`;
const REGISTRAR = `0x${'cc'.repeat(20)}`;
const word = (byte: string) => `0x${byte.repeat(32)}`;
const blockHash = (block: number) => `0x${block.toString(16).padStart(64, '0')}`;

function event(
  blockNumber: number,
  contract: string,
  name: string,
  args: Record<string, unknown>,
): ChainEvent {
  return {
    contract,
    name,
    args,
    blockNumber,
    blockHash: blockHash(blockNumber),
    blockTimeMs: 1_700_000_000_000 + blockNumber * 1000,
    transactionHash: word('ee'),
    logIndex: logIndex++,
  };
}
let logIndex = 0;

const registry = (block: number, name: string, args: Record<string, unknown>) =>
  event(block, 'VehicleRegistry', name, { vehicleId: 7n, ...args });

const model = { make: 'Renault', name: 'Twizy 80', year: 2016, batteryWh: 6100 };

/** As the contract emits them: the epoch starts within the mint. */
function minted(block: number): ChainEvent[] {
  return [
    registry(block, 'OwnershipEpochStarted', { epoch: 0n, owner: OWNER }),
    registry(block, 'VehicleRegistered', {
      registrar: REGISTRAR,
      owner: OWNER,
      vinTag: word('01'),
      vinCommitment: word('02'),
      wmi: '0x564635000000',
      isSelfRegistered: true,
      isSimulated: false,
      model,
    }),
  ];
}

function rotated(block: number, keyIndex: bigint, heads: unknown[]): ChainEvent {
  const x = word(keyIndex === 0n ? '11' : '33');
  return registry(block, 'DeviceKeyRotated', { keyIndex, x, y: word('22'), source: 2, heads });
}

function apply(block: number, events: ChainEvent[]): Promise<void> {
  return index.apply(events, { blockNumber: block, blockHash: blockHash(block) });
}

describe('vehicles', () => {
  test('know their owner, epochs, facts and keys, also after a restart', async () => {
    await apply(5, minted(5));
    await apply(6, [rotated(6, 0n, [])]);
    await apply(9, [
      registry(9, 'OwnershipEpochStarted', { epoch: 1n, owner: BUYER }),
      rotated(9, 1n, [{ stream: word('00'), sequence: 41n, headerHash: word('44') }]),
    ]);
    for (const step of [async () => {}, reopen]) {
      await step();
      expect(index.position).toEqual({ blockNumber: 9, blockHash: blockHash(9) });
      expect(index.vehicle(7)).toMatchObject({
        owner: BUYER,
        registrar: REGISTRAR,
        epoch: 1,
        epochs: [
          { epoch: 0, owner: OWNER.toLowerCase(), fromBlock: 5 },
          { epoch: 1, owner: BUYER, fromBlock: 9 },
        ],
        vinTag: word('01'),
        wmi: 'VF5',
        isSelfRegistered: true,
        isSimulated: false,
        model,
        keyIndex: 1,
        mintedAtBlock: 5,
      });
      expect(index.vehicles({ owner: BUYER.toUpperCase().replace('0X', '0x') })).toHaveLength(1);
      expect(index.vehicles({ owner: OWNER })).toHaveLength(0);
      const [first, second] = index.deviceKeys(7);
      expect(first).toMatchObject({
        source: 'software',
        fromBlock: 6,
        toBlock: 9,
        heads: [{ stream: word('00'), sequence: 41, headerHash: word('44') }],
      });
      expect(second).toMatchObject({ fromBlock: 9, toBlock: undefined, heads: [] });
      const key = index.deviceKey(7, 1)?.publicKey ?? new Uint8Array();
      expect(Buffer.from(key).toString('hex')).toBe(`04${'33'.repeat(32)}${'22'.repeat(32)}`);
      expect(index.deviceKey(7, 2)).toBeUndefined();
      expect(index.deviceKey(8, 0)).toBeUndefined();
    }
  });

  test('go back with the chain', async () => {
    await apply(5, minted(5));
    await apply(6, [rotated(6, 0n, [])]);
    await apply(7, [registry(7, 'OwnershipEpochStarted', { epoch: 1n, owner: BUYER }), rotated(7, 1n, [])]);
    await index.rollback({ blockNumber: 6, blockHash: blockHash(6) });
    for (const step of [async () => {}, reopen]) {
      await step();
      expect(index.position?.blockNumber).toBe(6);
      expect(index.vehicle(7)).toMatchObject({ owner: OWNER.toLowerCase(), epoch: 0, keyIndex: 0 });
      expect(index.deviceKey(7, 0)?.toBlock).toBeUndefined();
      expect(index.deviceKey(7, 1)).toBeUndefined();
    }
    await index.rollback(undefined);
    expect(index.position).toBeUndefined();
    expect(index.vehicles()).toEqual([]);
  });
});

test('members have roles, server accounts and certificate keys', async () => {
  const member = (name: string, args: Record<string, unknown>) => event(3, 'Members', name, args);
  await apply(3, [
    member('MemberAdded', { account: OWNER, name: 'Garage', roles: 0b100_0000_0110 }),
    member('ServerAccountAdded', { member: OWNER, server: REGISTRAR }),
    member('ServerAccountAdded', { member: OWNER, server: BUYER }),
    member('ServerAccountRemoved', { member: OWNER, server: BUYER }),
    member('CertificateKeyAdded', { member: OWNER, x: word('11'), y: word('22') }),
    member('CertificateKeyRevoked', { member: OWNER, x: word('11'), y: word('22') }),
  ]);
  expect(index.member(OWNER)).toMatchObject({
    name: 'Garage',
    roles: ['manufacturer', 'registrar', 'foundation'],
    isActive: true,
    serverAccounts: [REGISTRAR],
    certificateKeys: [{ revokedAtMs: 1_700_000_003_000 }],
  });
  await apply(4, [event(4, 'Members', 'MemberRolesChanged', { account: OWNER, roles: 0 })]);
  expect(index.member(OWNER)).toMatchObject({ roles: [], isActive: false });
});

test('members have servers at addresses, and nodes, and both go back with the chain', async () => {
  const NODE = `0x${'Dd'.repeat(20)}`;
  const member = (block: number, name: string, args: Record<string, unknown>) =>
    event(block, 'Members', name, { member: OWNER, server: REGISTRAR, ...args });
  const node = (block: number, name: string, args: Record<string, unknown> = {}) =>
    event(block, 'Validators', name, { member: OWNER, node: NODE, ...args });
  await apply(3, [
    event(3, 'Members', 'MemberAdded', { account: OWNER, name: 'Garage', roles: 1 }),
    member(3, 'ServerAccountAdded', {}),
    member(3, 'ServerUrlChanged', { url: 'https://one.example' }),
    node(3, 'NodeRegistered', { endpoint: 'enode://one' }),
  ]);
  await apply(4, [
    node(4, 'NodeProved', { blockNumber: 3n }),
    node(4, 'ValidatorAdded'),
    // The Transfer of a token says nothing about vehicles.
    event(4, 'DATR', 'Transfer', { from: OWNER, to: BUYER, value: 7n }),
  ]);
  await apply(5, [
    member(5, 'ServerUrlChanged', { url: 'https://two.example' }),
    node(5, 'EndpointChanged', { endpoint: '' }),
    node(5, 'ValidatorRemoved'),
  ]);
  await apply(6, [member(6, 'ServerAccountRemoved', {}), node(6, 'NodeRemoved')]);
  expect(index.member(OWNER)).toMatchObject({ serverAccounts: [], serverUrls: {} });
  expect(index.nodes()).toEqual([]);
  const proved = {
    ...{ node: NODE.toLowerCase(), member: OWNER.toLowerCase() },
    ...{ registeredAtMs: 1_700_000_003_000, provedAtMs: 1_700_000_004_000 },
  };
  await index.rollback({ blockNumber: 5, blockHash: blockHash(5) });
  expect(index.member(OWNER)?.serverUrls).toEqual({ [REGISTRAR]: 'https://two.example' });
  expect(index.nodes()).toEqual([{ ...proved, endpoint: '', isValidator: false }]);
  await index.rollback({ blockNumber: 4, blockHash: blockHash(4) });
  await reopen();
  expect(index.member(OWNER)?.serverUrls).toEqual({ [REGISTRAR]: 'https://one.example' });
  expect(index.nodes()).toEqual([{ ...proved, endpoint: 'enode://one', isValidator: true }]);
});

test('logs have anchors, oldest first', async () => {
  const args = { logId: 0n, root: word('aa'), mapRoot: word('bb'), mapSize: 2n };
  const opened = { logId: 0n, member: OWNER, origin: 'datacar/1/0xabc/0', noteKey: word('cc') };
  await apply(4, [event(4, 'RecordLog', 'LogOpened', opened)]);
  await apply(5, [event(5, 'RecordLog', 'Anchored', { ...args, index: 0n, size: 10n })]);
  await apply(6, [event(6, 'RecordLog', 'Anchored', { ...args, index: 1n, size: 20n })]);
  await reopen();
  expect(index.logs()).toMatchObject([{ logId: 0, origin: 'datacar/1/0xabc/0' }]);
  expect(index.anchors(0)).toMatchObject([
    { index: 0, size: 10, blockNumber: 5, blockTimeMs: 1_700_000_005_000 },
    { index: 1, size: 20, blockNumber: 6, mapSize: 2 },
  ]);
  expect(index.anchors(1)).toEqual([]);
});

test('subscribers hear of every change until they leave', async () => {
  const heard: number[] = [];
  const leave = index.subscribe((events) => heard.push(events.length));
  await apply(5, minted(5));
  await index.rollback({ blockNumber: 4, blockHash: blockHash(4) });
  leave();
  await apply(5, minted(5));
  expect(heard).toEqual([2, 0]);
});

test('a damaged file is thrown away and the chain read anew', async () => {
  await apply(5, minted(5));
  await index.close();
  const file = await open(join(directory, 'index.duckdb'), 'r+');
  await file.write(Buffer.alloc(64, 0xff), 0, 64, 0);
  await file.close();
  index = await openChainIndex({ path: join(directory, 'index.duckdb') });
  expect(index.position).toBeUndefined();
  expect(index.vehicles()).toEqual([]);
});
