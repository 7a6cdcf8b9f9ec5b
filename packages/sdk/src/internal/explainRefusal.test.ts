// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type AbiParameter, encodeErrorResult, numberToHex, zeroAddress, zeroHash } from 'viem';
import { describe, expect, test } from 'vitest';
import { datacarErrors } from './datacarAbis.ts';
import { advisedErrors, explainRefusal } from './explainRefusal.ts';

const errors = new Map(datacarErrors.flatMap((item) => (item.type === 'error' ? [[item.name, item]] : [])));

/** Some value of a type. */
function sampleOf({ type }: AbiParameter): unknown {
  if (type === 'address') return zeroAddress;
  if (type === 'bool') return true;
  if (type === 'bytes32') return zeroHash;
  if (type.startsWith('bytes')) return '0x00000000';
  if (type === 'string') return 'text';
  return Number(/\d+$/.exec(type)?.[0] ?? 256) <= 48 ? 1 : 1n;
}

const refusalWith = (data: unknown, message = 'execution reverted') =>
  new DatacarError('CHAIN_CALL_REFUSED', `The chain refused eth_estimateGas: ${message}`, {
    details: { data },
  });

describe('an error of a contract', () => {
  test.each(advisedErrors)('%s is one, and is explained in words', (name) => {
    const item = errors.get(name);
    expect(item).toBeDefined();
    if (item === undefined) return;
    const args = item.inputs.map(sampleOf);
    const data = encodeErrorResult({ abi: [item], errorName: name, args } as never);
    const { message, details } = explainRefusal(refusalWith(data));
    expect(message.startsWith(`${name}: `)).toBe(true);
    expect(message).toMatch(/[.)]$/);
    expect(message).not.toMatch(/undefined|NaN|\[object/);
    expect(details).toEqual({ errorName: name, args: args.map(String) });
  });

  test('without advice is told by its name', () => {
    const data = encodeErrorResult({ abi: datacarErrors, errorName: 'Members_AccountZero' });
    expect(explainRefusal(refusalWith(data))).toEqual({
      message: 'Members_AccountZero: the contract refused the call.',
      details: { errorName: 'Members_AccountZero', args: [] },
    });
  });

  test('says what the timelock waits for', () => {
    const refusal = (expected: number) => {
      const args = [zeroHash, numberToHex(expected, { size: 32 })] as const;
      const errorName = 'TimelockUnexpectedOperationState';
      return explainRefusal(refusalWith(encodeErrorResult({ abi: datacarErrors, errorName, args } as never)));
    };
    expect(refusal(0b100).message).toContain('The delay of the timelock is not over yet');
    expect(refusal(0b110).message).toContain('does not wait in the timelock');
  });
});

test('what is no error of ours is told as the chain told it', () => {
  for (const data of [undefined, '0x', '0x12345678', 'nonsense', { data: '0x' }]) {
    expect(explainRefusal(refusalWith(data, 'out of luck'))).toEqual({
      message: 'The chain does not take the transaction: out of luck.',
      details: { reason: 'out of luck' },
    });
  }
  expect(explainRefusal(refusalWith(undefined, 'insufficient funds for gas')).message).toContain(
    'too little of the coin',
  );
});
