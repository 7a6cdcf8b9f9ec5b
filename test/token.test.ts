// SPDX-License-Identifier: Apache-2.0
// DATR and the consortium by the CLI on the embedded chain: a round bought by three, the launch, a release through
// proposal and approvals, a member admitted by vote.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadTokenSupplyReturnType } from '@datacar/sdk/token/readTokenSupply';
import { runDatacar, runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { type RunningDatacar, startDatacar } from '@datacar/testing/cli/startDatacar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const DATR = 10n ** 18n;
const datr = (amount: bigint) => (amount * DATR).toString();

/** Long enough for everything that comes before it, on a machine with other work. */
const OFFERING_SECONDS = 90;
const COMMENT_SECONDS = 5;

describe('DATR and the consortium by the command line', () => {
  const home = mkdtempSync(join(tmpdir(), 'datacar-token-'));
  const addresses: Record<string, string> = {};
  let server: RunningDatacar;
  let deadlineMs: number;

  const json = <T>(...parameters: string[]) => runDatacarJson<T>(parameters, { home });
  const act = (...parameters: string[]) => json<Record<string, string>>(...parameters);
  const readSupply = () => json<ReadTokenSupplyReturnType>('token', 'supply');
  const allocation = async (name: string) =>
    (await readSupply()).allocations.find((entry) => entry.name === name);
  const datrOf = async (account: string) => (await json<{ datr: string }>('token', 'balance', account)).datr;
  const refusal = async (...parameters: string[]) => {
    const { status, stdout, stderr } = await runDatacar([...parameters, '--json'], { home });
    expect(status).not.toBe(0);
    return stdout + stderr;
  };
  async function until(isTrue: () => Promise<boolean>): Promise<void> {
    while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 500));
  }

  beforeAll(async () => {
    deadlineMs = Math.floor(Date.now() / 1000 + OFFERING_SECONDS) * 1000;
    const terms = { offeringDeadline: deadlineMs / 1000, commentPeriodSeconds: COMMENT_SECONDS };
    writeFileSync(join(home, 'terms.json'), JSON.stringify(terms));
    server = await startDatacar({ home, parameters: ['--no-demo', '--genesis', join(home, 'terms.json')] });
    await act('wallet', 'create');
    for (const name of ['anna', 'ben', 'cleo', 'dora']) {
      addresses[name] = (await act('wallet', 'add', '--name', name)).address ?? '';
    }
  }, 120_000);

  afterAll(async () => {
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test('the supply before anything was sold', async () => {
    const { total, allocations, launchedAt } = await readSupply();
    expect(total).toBe(datr(800_000_000n));
    expect(launchedAt).toBeNull();
    const none = { released: '0', releasableNow: '0', nextRelease: null };
    expect(allocations).toEqual([
      { name: 'publicOffering', total: datr(200_000_000n), ...none },
      { name: 'technology', total: datr(64_000_000n), ...none },
      { name: 'operation', total: datr(80_000_000n), ...none },
      { name: 'foundation', total: datr(120_000_000n), ...none },
      { name: 'mining', total: datr(336_000_000n), ...none },
    ]);
    expect(await refusal('offering', 'launch')).toContain('PublicOffering_NotOver');
  });

  test('three accounts buy in a round that the council published', async () => {
    for (const name of ['anna', 'ben', 'cleo']) {
      await act('token', 'send', '--to', name, '--amount', '100', '--asset', 'coin');
    }
    await act(
      ...['offering', 'publish', '--price', '0.02', '--buyer-max', '2500'],
      ...['--opens', 'now+4s', '--closes', new Date(deadlineMs).toISOString()],
    );
    const stateOf = async () =>
      (await json<{ rounds: { state: string }[] }>('offering', 'show')).rounds[0]?.state;
    await until(async () => (await stateOf()) === 'open');

    await act('offering', 'buy', '--amount', '2500', '--from', 'anna');
    await act('offering', 'buy', '--amount', '1000.5', '--from', 'ben');
    await act('offering', 'buy', '--amount', '0.000000000000000001', '--from', 'cleo');
    expect(await datrOf('anna')).toBe(datr(2_500n));
    expect(await datrOf('ben')).toBe('1000500000000000000000');
    expect(await datrOf('cleo')).toBe('1');
    expect(await refusal('offering', 'buy', '--amount', '1', '--from', 'anna')).toContain(
      'PublicOffering_BuyerMaxExceeded',
    );

    const { released } = (await allocation('publicOffering')) ?? {};
    expect(released).toBe('3500500000000000000001');
    // 50 coins, 20.01, and one smallest unit of it, because a cost is rounded up.
    const { coin } = await json<{ coin: string }>('token', 'balance', 'cleo');
    expect(coin).toBe((100n * DATR - 1n).toString());
  }, 120_000);

  test('who sits in the council changes while the founder is alone', async () => {
    await act('council', 'seats', '--seat', 'member', 'anna', 'ben', '--threshold', '2');
    const council = await json<{ seats: { account: string }[]; threshold: number }>('council', 'show');
    expect(council.threshold).toBe(2);
    expect(council.seats.map(({ account }) => account.toLowerCase())).toContain(
      addresses.anna?.toLowerCase(),
    );
    expect(await refusal('council', 'seats', '--seat', 'ben', '--threshold', '1', '--from', 'ben')).toContain(
      'Council_NotSteward',
    );
  }, 60_000);

  test('the launch starts every schedule, and what was not sold goes to mining', async () => {
    await until(async () => Date.now() > deadlineMs + 1_000);
    await act('offering', 'launch', '--from', 'cleo');
    const sold = 3_500_500_000_000_000_000_001n;
    const left = 200_000_000n * DATR - sold;
    const { total, allocations, launchedAt } = await readSupply();
    expect(total).toBe(datr(800_000_000n));
    const launchMs = Date.parse(launchedAt ?? '');
    expect(launchMs).toBeGreaterThanOrEqual(deadlineMs);
    const byName = Object.fromEntries(allocations.map((entry) => [entry.name, entry]));
    expect(byName.publicOffering).toMatchObject({ total: sold.toString(), released: sold.toString() });
    const reserve = 336_000_000n * DATR + left;
    const weekly = reserve / 416n;
    expect(byName.mining).toMatchObject({
      total: reserve.toString(),
      released: '0',
      releasableNow: weekly.toString(),
      nextRelease: {
        at: new Date(launchMs + 7 * 86_400_000).toISOString().replace('.000Z', 'Z'),
        amount: weekly.toString(),
      },
    });
    const launchYear = new Date(launchMs).getUTCFullYear();
    expect(byName.technology?.nextRelease?.amount).toBe(datr(16_000_000n));
    expect(new Date(byName.technology?.nextRelease?.at ?? '').getUTCFullYear()).toBe(launchYear + 5);
    expect(byName.foundation?.nextRelease?.amount).toBe(datr(8_000_000n));
    expect(new Date(byName.foundation?.nextRelease?.at ?? '').getUTCFullYear()).toBe(launchYear + 4);
    expect(await refusal('token', 'release', 'technology')).toContain('Vesting_NothingReleasable');
    expect(await refusal('offering', 'launch')).toContain('PublicOffering_AlreadyLaunched');
  }, 180_000);

  test('a release is paid after proposal, comments and two of three approvals', async () => {
    writeFileSync(join(home, 'servers.md'), '# Servers for 2027\n');
    const { release } = await act(
      ...['fund', 'propose', '--to', 'dora', '--amount', '25000', '--purpose', 'Servers for 2027'],
      ...['--document', join(home, 'servers.md')],
    );
    expect(release).toBe('1');
    await act('fund', 'comment', '1', 'Two offers are missing.', '--from', 'cleo');
    await act('fund', 'approve', '1', '--from', 'anna');
    expect(await refusal('fund', 'approve', '1', '--from', 'cleo')).toContain('Fund_NotSeat');
    expect(await refusal('fund', 'pay', '1')).toContain('Fund_NotApproved');
    await act('fund', 'approve', '1', '--from', 'ben');
    type Releases = { items: { isPayable: boolean; state: string; commentCount: number }[] };
    await until(async () => (await json<Releases>('fund', 'list')).items[0]?.isPayable === true);
    await act('fund', 'pay', '1', '--from', 'cleo');
    expect(await datrOf('dora')).toBe(datr(25_000n));
    expect((await json<Releases>('fund', 'list')).items[0]).toMatchObject({ state: 'paid', commentCount: 1 });
    expect((await allocation('operation'))?.released).toBe(datr(25_000n));
    expect(await refusal('fund', 'pay', '1')).toContain('Fund_Settled');
  }, 120_000);

  test('a member is admitted by vote once three stand', async () => {
    await act('member', 'add', '--account', 'anna', '--name', 'Stadtwerke', '--role', 'chargingOperator');
    await act('member', 'add', '--account', 'ben', '--name', 'Nordbank', '--role', 'lender');
    expect(
      await refusal('member', 'add', '--account', 'dora', '--name', 'Dora', '--role', 'workshop'),
    ).toContain('Members_NotGoverning');
    const { proposal } = await act(
      ...['member', 'propose', '--account', 'dora', '--name', 'Werkstatt Dora', '--role', 'workshop'],
      ...['--reason', 'Repairs cars of all of us', '--from', 'ben'],
    );
    expect(proposal).toBe('1');
    await act('member', 'vote', '1', '--for', '--from', 'ben');
    expect(await refusal('member', 'execute', '1')).toContain('MembersVote_StateInvalid');
    expect(await refusal('member', 'vote', '1', '--for', '--from', 'cleo')).toContain(
      'MembersVote_NotElector',
    );
    await act('member', 'vote', '1', '--for', '--from', 'anna');
    await act('member', 'execute', '1', '--from', 'cleo');
    const { items, isGenesis } = await json<{
      items: { name: string; roles: string[]; isStanding: boolean }[];
      isGenesis: boolean;
    }>('member', 'list');
    expect(isGenesis).toBe(false);
    expect(items.at(-1)).toMatchObject({ name: 'Werkstatt Dora', roles: ['workshop'], isStanding: true });
  }, 120_000);
});
