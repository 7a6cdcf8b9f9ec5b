// SPDX-License-Identifier: Apache-2.0
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import {
  type AbiEvent,
  encodeAbiParameters,
  encodeErrorResult,
  encodeEventTopics,
  encodeFunctionData,
  getAbiItem,
  padHex,
  toHex,
} from 'viem';
import { describe, expect, test } from 'vitest';
import { decodeChainCall, decodeChainError, decodeChainEvent } from './decodeChainData.ts';
import type { RpcHex } from './RpcMethods.ts';

const at = (byte: string): RpcHex => `0x${byte.repeat(20)}`;
const [datr, vehicleRegistry, operationFund, foundationAwards] = ['d1', 'd2', 'd3', 'd4'].map(at) as [
  RpcHex,
  RpcHex,
  RpcHex,
  RpcHex,
];
const contracts = {
  datr: { address: datr },
  vehicleRegistry: { address: vehicleRegistry.toUpperCase().replace('0X', '0x') },
  operationFund: { address: operationFund },
  foundationAwards: { address: foundationAwards },
};
const from = at('11');
const to = at('22');

/** The topics of ERC-20 and ERC-721: two indexed addresses, and an indexed id in ERC-721 only. */
const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const word = (value: RpcHex) => padHex(value, { size: 32 });
const transferOfToken = {
  topics: [transferTopic, word(from), word(to)] as RpcHex[],
  data: toHex(7, { size: 32 }),
};
const transferOfVehicle = {
  topics: [transferTopic, word(from), word(to), toHex(7, { size: 32 })] as RpcHex[],
  data: '0x' as const,
};

describe('an event', () => {
  test('is what the contract at its address means by it', () => {
    expect(decodeChainEvent({ address: datr, ...transferOfToken }, contracts)).toEqual({
      name: 'Transfer',
      contract: 'datr',
      args: [
        { name: 'from', type: 'address', value: from },
        { name: 'to', type: 'address', value: to },
        { name: 'value', type: 'uint256', value: 7n },
      ],
    });
    expect(decodeChainEvent({ address: vehicleRegistry, ...transferOfVehicle }, contracts)).toMatchObject({
      contract: 'vehicleRegistry',
      args: [{}, {}, { name: 'tokenId', value: 7n }],
    });
  });

  test('of another contract says nothing, whatever it looks like', () => {
    expect(decodeChainEvent({ address: at('ee'), ...transferOfToken }, contracts)).toBeNull();
    expect(decodeChainEvent({ address: vehicleRegistry, ...transferOfToken }, contracts)).toBeNull();
  });

  test('without addresses is told apart by what is indexed', () => {
    expect(decodeChainEvent(transferOfToken)?.args[2]).toMatchObject({ name: 'value', value: 7n });
    expect(decodeChainEvent(transferOfVehicle)?.args[2]).toMatchObject({ name: 'tokenId', value: 7n });
    expect(decodeChainEvent({ topics: [word('0x01')], data: '0x' })).toBeNull();
  });

  test('of two contracts with one source names the right one', () => {
    const event = getAbiItem({ abi: contractAbis.operationFund, name: 'ReleasePaid' }) as AbiEvent;
    const topics = encodeEventTopics({
      abi: contractAbis.operationFund,
      eventName: 'ReleasePaid',
      args: { id: 3n, recipient: to },
    }) as RpcHex[];
    const data = encodeAbiParameters(
      event.inputs.filter(({ indexed }) => !indexed),
      [5n],
    );
    const decode = (address: RpcHex) => decodeChainEvent({ address, topics, data }, contracts);
    expect(decode(foundationAwards)).toMatchObject({ name: 'ReleasePaid', contract: 'foundationAwards' });
    expect(decode(operationFund)).toMatchObject({ name: 'ReleasePaid', contract: 'operationFund' });
  });
});

test('a call is what the contract that it goes to means by it', () => {
  const input = encodeFunctionData({
    abi: contractAbis.datr,
    functionName: 'transferFrom',
    args: [from, to, 7n],
  });
  expect(decodeChainCall(input, { to: datr, contracts })).toMatchObject({
    name: 'transferFrom',
    contract: 'datr',
    args: [{}, {}, { name: 'value' }],
  });
  expect(decodeChainCall(input, { to: vehicleRegistry, contracts })?.args[2]).toMatchObject({
    name: 'tokenId',
  });
  expect(decodeChainCall(input, { to: at('ee'), contracts })).toBeNull();
  expect(decodeChainCall(input)?.name).toBe('transferFrom');
  expect(decodeChainCall('0x12345678')).toBeNull();
});

test('of functions with one name the one that was called is decoded', () => {
  const input = encodeFunctionData({
    abi: contractAbis.vehicleRegistry,
    functionName: 'safeTransferFrom',
    args: [from, to, 7n, '0x01'],
  });
  expect(decodeChainCall(input)?.args).toHaveLength(4);
});

test('an error is known whoever it comes from, OpenZeppelin included', () => {
  const ours = encodeErrorResult({
    abi: contractAbis.council,
    errorName: 'Council_NotSeat',
    args: [from],
  });
  expect(decodeChainError(ours)).toMatchObject({ name: 'Council_NotSeat', args: [{ value: from }] });
  const theirs = encodeErrorResult({
    abi: contractAbis.datr,
    errorName: 'ERC20InsufficientBalance',
    args: [from, 1n, 2n],
  });
  expect(decodeChainError(theirs)?.args.map(({ name }) => name)).toEqual(['sender', 'balance', 'needed']);
  expect(decodeChainError('0x12345678')).toBeNull();
});
