// SPDX-License-Identifier: Apache-2.0
import { contractAbis } from '@datacar/chain/contracts/contractAbis';
import { contractTitle } from '@datacar/chain/contracts/contractTitle';
import type { ContractName } from '@datacar/chain/contracts/DatacarContracts';
import fc from 'fast-check';
import {
  type Abi,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem';
import { expect, test } from 'vitest';
import type { Parties } from '../../token/createParties.ts';
import { describeCall, sentenceOfCall } from './describeCall.ts';

const names = Object.keys(contractAbis) as ContractName[];
const addressOf = (name: string): Hex => getAddress(`0x${keccak256(toHex(name)).slice(26)}`);
const known = new Map(
  names.map((name) => [addressOf(name), { name: contractTitle(name), abi: contractAbis[name] as Abi }]),
);
const parties: Parties = {
  of: (account) => ({ account, name: known.get(account as Hex)?.name ?? null }),
  contractAt: (address) => known.get(address as Hex),
};
const sentenceFor = (target: Hex, data: Hex) =>
  sentenceOfCall(describeCall({ target, data }, { parties }), { parties });
const code = addressOf('new code');

test('what people decide on is said in their own words', () => {
  const { recordLog, access, council, miningReserve, timelock } = contractAbis;
  const to = (name: ContractName, abi: Abi, functionName: string, args: unknown[]) =>
    sentenceFor(addressOf(name), encodeFunctionData({ abi, functionName, args }));
  expect(to('recordLog', recordLog, 'upgradeToAndCall', [code, '0x'])).toBe(
    `upgrade RecordLog to the code at ${code}`,
  );
  expect(to('access', access, 'pause', [addressOf('recordLog'), 604_800n])).toBe(
    `pause RecordLog (${addressOf('recordLog')}) for 7 days`,
  );
  expect(to('access', access, 'unpause', [addressOf('recordLog')])).toBe(
    `end the pause of RecordLog (${addressOf('recordLog')})`,
  );
  expect(to('council', council, 'setSeats', [[code], 1n])).toBe(`seat ${code} in the council, 1 to approve`);
  expect(to('miningReserve', miningReserve, 'setDistributor', [code])).toBe(
    `let ${code} pay the rewards from the mining reserve, for good`,
  );
  expect(to('timelock', timelock, 'updateDelay', [86_400n])).toBe('set the delay of the timelock to 1 day');
  const operation = keccak256(toHex('operation'));
  const cancel = encodeFunctionData({ abi: timelock, functionName: 'cancel', args: [operation] });
  expect(sentenceFor(addressOf('timelock'), cancel)).toBe(`call off operation ${operation} of the timelock`);
  const described = describeCall({ target: addressOf('timelock'), data: cancel }, { parties });
  expect(sentenceOfCall(described, { parties, scheduled: new Map([[operation, 3n]]) })).toBe(
    'call off proposal 3',
  );
  expect(to('access', access, 'setPausable', [code, true])).toBe(
    `call Access.setPausable(target: ${code}, canBePaused: true)`,
  );
});

test('terms that make no sense are told all the same', () => {
  const terms = {
    opensAt: 2n ** 64n - 1n,
    closesAt: 0n,
    paymentToken: code,
    price: 2n ** 256n - 1n,
    buyerMax: 1n,
    allowListRoot: keccak256('0x'),
    minimum: 10n ** 18n,
  };
  const data = encodeFunctionData({
    abi: contractAbis.publicOffering,
    functionName: 'publishRound',
    args: [7n, terms],
  });
  expect(sentenceFor(addressOf('publicOffering'), data)).toBe(
    `publish round 7 of the offering: ${2n ** 256n - 1n} smallest units of ${code} for 1 DATR, from second 18446744073709551615 to 1970-01-01T00:00:00Z, at most 0.000000000000000001 DATR a buyer, only for accounts on a list, paid back unless 1 DATR are sold`,
  );
});

test('what is not known is shown as it is', () => {
  expect(sentenceFor(zeroAddress, '0x12345678')).toBe(`call ${zeroAddress} with 0x12345678`);
  expect(sentenceFor(addressOf('datr'), '0x12345678')).toBe('call DATR with 0x12345678');
  expect(sentenceFor(addressOf('datr'), '0x')).toBe('call DATR with 0x');
  expect(sentenceFor(addressOf('datr'), `0xa9059cbb${zeroHash.slice(2)}`)).toMatch(
    /^call DATR with 0xa9059cbb/,
  );
});

test('no data of a proposal breaks the list of proposals', () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => toHex(array));
  const selectors = fc.constantFrom(
    ...Object.values(contractAbis).flatMap((abi) =>
      (abi as Abi).flatMap((item) =>
        item.type === 'function'
          ? [keccak256(toHex(`${item.name}(${item.inputs.map(({ type }) => type).join()})`)).slice(0, 10)]
          : [],
      ),
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), selectors, bytes, (name, selector, rest) => {
      const data = `${selector}${rest.slice(2)}` as Hex;
      expect(sentenceFor(addressOf(name), data).length).toBeGreaterThan(0);
    }),
    { numRuns: 3_000 },
  );
});
