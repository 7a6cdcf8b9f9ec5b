// SPDX-License-Identifier: Apache-2.0
// What an observer recomputes of the schedule is what the contracts say, whenever the launch is.
import { getContracts } from '@datacar/chain/contracts/getContracts';
import { openSender } from '@datacar/chain/transactions/openSender';
import { addMonths } from '@datacar/core/token/addMonths';
import { datedTranches, foundationTranches, technologyTranches } from '@datacar/core/token/releaseSchedule';
import { deployTestContracts } from '@datacar/testing/chain/deployTestContracts';
import { openTestChain, type TestChain } from '@datacar/testing/chain/openTestChain';
import fc from 'fast-check';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const seconds = (iso: string) => Date.parse(iso) / 1_000;

let opened: TestChain;
let contracts: ReturnType<typeof getContracts>;

beforeAll(async () => {
  opened = await openTestChain();
  const { chain } = opened;
  const account = privateKeyToAccount(generatePrivateKey());
  const deployed = await deployTestContracts({ chain, deployer: openSender({ chain, account }) });
  contracts = getContracts(chain.publicClient, deployed);
}, 60_000);

afterAll(() => opened?.close());

async function expectSame(launchedAt: number): Promise<void> {
  const at = [BigInt(launchedAt)] as const;
  const [technology, foundation] = await Promise.all([
    contracts.technologyVesting.read.scheduleFrom(at),
    contracts.foundationVesting.read.scheduleFrom(at),
  ]);
  const recomputed = (tranches: typeof technologyTranches) =>
    datedTranches(tranches, launchedAt).map(({ at: dueAt, amount }) => ({ dueAt: BigInt(dueAt), amount }));
  expect(technology).toEqual(recomputed(technologyTranches));
  expect(foundation).toEqual(recomputed(foundationTranches));
}

test.each([
  '2024-02-29T00:00:00Z',
  '2024-02-29T23:59:59Z',
  '2026-08-31T12:00:00Z',
  '2026-11-30T00:00:00Z',
  '2027-12-31T23:59:59Z',
  '2095-02-28T00:00:00Z',
  '2096-02-29T00:00:00Z',
])('a launch at %s', async (iso) => {
  await expectSame(seconds(iso));
});

test('a launch on the last day of any month', async () => {
  const first = seconds('2026-01-01T18:30:15Z');
  for (let month = 1; month <= 48; month += 1) await expectSame(addMonths(first, month) - 86_400);
});

test('a launch at any second of this century', async () => {
  const anySecond = fc.integer({
    min: seconds('2026-01-01T00:00:00Z'),
    max: seconds('2099-12-31T23:59:59Z'),
  });
  await fc.assert(fc.asyncProperty(anySecond, expectSame), { numRuns: 300 });
});
