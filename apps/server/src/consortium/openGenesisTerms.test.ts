// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findGenesis } from '@datacar/chain/contracts/findGenesis';
import { openSender } from '@datacar/chain/transactions/openSender';
import { deployTestContracts } from '@datacar/testing/chain/deployTestContracts';
import { openTestChain, type TestChain } from '@datacar/testing/chain/openTestChain';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { homePaths } from '../home/HomePaths.ts';
import { openGenesisTerms } from './openGenesisTerms.ts';

const account = privateKeyToAccount(generatePrivateKey());
let home: string;
let opened: TestChain;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'datacar-genesis-'));
  opened = await openTestChain();
});
afterEach(async () => {
  await opened.close();
  await rm(home, { recursive: true, force: true });
});

const openTerms = (genesisFile?: string, nowMs = Date.UTC(2026, 0, 5)) =>
  openGenesisTerms(
    { paths: homePaths(home), genesisFile, account: account.address },
    { chain: opened.chain, clock: () => nowMs },
  );

async function give(content: unknown): Promise<string> {
  const path = join(home, 'given.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const found = () =>
  deployTestContracts({ chain: opened.chain, deployer: openSender({ chain: opened.chain, account }) });

test('the first start writes the terms down, later ones keep them', async () => {
  const terms = await openTerms();
  expect(terms).toMatchObject({
    founder: { account: account.address },
    offeringDeadline: Date.UTC(2029, 0, 5) / 1_000,
  });
  expect(JSON.parse(await readFile(homePaths(home).genesis, 'utf8'))).toEqual(terms);
  await found();
  expect(await openTerms(undefined, Date.UTC(2027, 0, 1))).toEqual(terms);
});

test('a file is taken on the first start, and refused later when it says something else', async () => {
  const given = { founder: { name: 'Foundation' }, votingPeriodSeconds: 60 };
  // As long as nothing is founded, the last file counts.
  expect(await openTerms(await give({ founder: { name: 'Fundation' } }))).toMatchObject({
    founder: { name: 'Fundation' },
    votingPeriodSeconds: 604_800,
  });
  const terms = await openTerms(await give(given));
  expect(terms).toMatchObject({ founder: { name: 'Foundation' }, votingPeriodSeconds: 60 });
  expect(await openTerms()).toEqual(terms);
  await found();
  expect(await openTerms(await give(given), Date.UTC(2027, 0, 1))).toEqual(terms);
  const lower = { technologyBeneficiary: account.address.toLowerCase() };
  expect(await openTerms(await give(lower))).toEqual(terms);
  await expect(openTerms(await give({ ...given, votingPeriodSeconds: 61 }))).rejects.toMatchObject({
    code: 'GENESIS_DIFFERS',
    details: { field: 'votingPeriodSeconds' },
  });
  await expect(openTerms(await give({ founder: { name: 'Another' } }))).rejects.toMatchObject({
    code: 'GENESIS_DIFFERS',
    details: { field: 'founder' },
  });
});

test.each([
  ['{', ''],
  [{ votingPeriod: 60 }, ''],
  [{ council: { seats: [], threshold: 1 } }, 'council.seats'],
  [{ offeringDeadline: Date.UTC(2026, 0, 4) / 1_000 }, 'offeringDeadline'],
  [{ offeringDeadline: Date.UTC(2036, 0, 6) / 1_000 }, 'offeringDeadline'],
  [{ founder: { account: `0x${'77'.repeat(20)}` } }, 'founder.account'],
])('a file that is %j is refused, and nothing is written', async (content, field) => {
  await expect(openTerms(await give(content))).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    details: { field },
  });
  await expect(readFile(homePaths(home).genesis)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a file that is not there is refused', async () => {
  await expect(openTerms(join(home, 'nothing.json'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});

test('damaged terms are refused', async () => {
  await writeFile(homePaths(home).genesis, '{"founder":');
  await expect(openTerms()).rejects.toMatchObject({ code: 'DOCUMENT_DAMAGED' });
});

test('a home that lost its terms goes on only with those that a person brings', async () => {
  await openTerms();
  await found();
  await rm(homePaths(home).genesis);
  await expect(openTerms()).rejects.toMatchObject({
    code: 'GENESIS_MISSING',
    details: { genesis: await findGenesis(opened.chain.publicClient, account.address) },
  });
  expect(await openTerms(await give({ votingPeriodSeconds: 60 }))).toMatchObject({ votingPeriodSeconds: 60 });
});

test('a home of an older consortium gets no second one', async () => {
  // Whatever it is: an earlier version did it, for this one writes its terms first.
  await openSender({ chain: opened.chain, account }).send({ to: account.address });
  for (const file of [undefined, await give({ votingPeriodSeconds: 60 })]) {
    await expect(openTerms(file)).rejects.toMatchObject({ code: 'HOME_OUTDATED' });
    await expect(readFile(homePaths(home).genesis)).rejects.toMatchObject({ code: 'ENOENT' });
  }
});
