// SPDX-License-Identifier: Apache-2.0
// Every action of the SDK on DATR, sent once to a real server on a real chain and read back, from the first round of
// the offering to the releases years later.
import { datrAbi } from '@datacar/chain/generated/datr';
import { datrBuild } from '@datacar/chain/generated/datrBuild';
import { addMonths } from '@datacar/core/token/addMonths';
import { DATR_UNIT } from '@datacar/core/token/allocations';
import { releaseSchedule } from '@datacar/core/token/releaseSchedule';
import { collectPages } from '@datacar/sdk/client/collectPages';
import { callRpc } from '@datacar/sdk/consortium/callRpc';
import { approveAction } from '@datacar/sdk/consortium/calls/approveAction';
import { readCouncil } from '@datacar/sdk/consortium/readCouncil';
import { buildAllowList } from '@datacar/sdk/token/buildAllowList';
import { approveRelease } from '@datacar/sdk/token/calls/approveRelease';
import { approveToken } from '@datacar/sdk/token/calls/approveToken';
import { burnToken } from '@datacar/sdk/token/calls/burnToken';
import { buyRound } from '@datacar/sdk/token/calls/buyRound';
import { claimPurchase } from '@datacar/sdk/token/calls/claimPurchase';
import { closeRound } from '@datacar/sdk/token/calls/closeRound';
import { collectProceeds } from '@datacar/sdk/token/calls/collectProceeds';
import { commentRelease } from '@datacar/sdk/token/calls/commentRelease';
import { delegateVotes } from '@datacar/sdk/token/calls/delegateVotes';
import { launch } from '@datacar/sdk/token/calls/launch';
import { payRelease } from '@datacar/sdk/token/calls/payRelease';
import { proposeRelease } from '@datacar/sdk/token/calls/proposeRelease';
import { publishRound } from '@datacar/sdk/token/calls/publishRound';
import { refundPurchase } from '@datacar/sdk/token/calls/refundPurchase';
import { rejectRelease } from '@datacar/sdk/token/calls/rejectRelease';
import { releaseAllocation } from '@datacar/sdk/token/calls/releaseAllocation';
import { sendCoin } from '@datacar/sdk/token/calls/sendCoin';
import { sendToken } from '@datacar/sdk/token/calls/sendToken';
import { listFundReleases } from '@datacar/sdk/token/listFundReleases';
import { listTransfers } from '@datacar/sdk/token/listTransfers';
import { readBalances } from '@datacar/sdk/token/readBalances';
import { readOffering } from '@datacar/sdk/token/readOffering';
import { readTokenSchedule } from '@datacar/sdk/token/readTokenSchedule';
import { readTokenSupply } from '@datacar/sdk/token/readTokenSupply';
import { signPermit } from '@datacar/sdk/token/signPermit';
import {
  concatHex,
  encodeDeployData,
  encodeFunctionData,
  getCreate2Address,
  type Hex,
  keccak256,
  zeroHash,
} from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newAccount, openTestConsortium, type TestConsortium } from './openTestConsortium.ts';

const DAY_MS = 86_400_000;
const datr = (amount: number) => BigInt(amount) * DATR_UNIT;
const documentHash = keccak256('0x1234');
const create2 = '0x4e59b44847b379578588920ca78fbf26c0b4956c';

describe('DATR by the SDK', () => {
  const [anna, ben, cleo] = [newAccount(), newAccount(), newAccount()];
  let consortium: TestConsortium;
  let paymentToken: Hex;
  let launchedAt: number;

  beforeAll(async () => {
    consortium = await openTestConsortium();
    const { client, owner, send } = consortium;
    for (const { address: to } of [anna, ben, cleo]) {
      await send(owner, sendCoin(client, { to, amount: 10n ** 19n }));
    }
  }, 120_000);

  afterAll(() => consortium?.stop());

  const round = async (index: number, buyer?: string) => {
    const { rounds } = await readOffering(consortium.client, { buyer });
    const found = rounds[index];
    if (found === undefined) throw new Error(`no round ${index}`);
    return found;
  };
  const balance = async (account: string) => (await readBalances(consortium.client, { account })).datr;
  const publish = async (parameters: Parameters<typeof publishRound>[1]) => {
    const { client, member, seats, send } = consortium;
    await send(member, publishRound(client, parameters));
    const [action] = (await readCouncil(client)).items;
    return send(seats[0], approveAction(client, { id: action?.id ?? '' }));
  };

  test('the supply before anything was sold', async () => {
    const { total, allocations, launchedAt: launch, asOf } = await readTokenSupply(consortium.client);
    expect(total).toBe(datr(800_000_000).toString());
    const none = { released: '0', releasableNow: '0', nextRelease: null };
    expect(allocations).toEqual([
      { name: 'publicOffering', total: datr(200_000_000).toString(), ...none },
      { name: 'technology', total: datr(64_000_000).toString(), ...none },
      { name: 'operation', total: datr(80_000_000).toString(), ...none },
      { name: 'foundation', total: datr(120_000_000).toString(), ...none },
      { name: 'mining', total: datr(336_000_000).toString(), ...none },
    ]);
    expect(launch).toBeNull();
    expect(Math.abs(Date.parse(asOf.at) - consortium.now())).toBeLessThan(30_000);
  });

  test('the whole schedule is known before the launch, without dates', async () => {
    const { launchedAtMs, allocations } = await readTokenSchedule(consortium.client);
    expect(launchedAtMs).toBeNull();
    const [, technology, , foundation, mining] = allocations;
    expect(technology?.tranches).toMatchObject([
      { monthsAfterLaunch: 60, atMs: null, amount: datr(16_000_000).toString(), state: 'locked' },
      { monthsAfterLaunch: 72 },
      { monthsAfterLaunch: 84 },
      { monthsAfterLaunch: 96 },
    ]);
    expect(foundation?.tranches.map(({ monthsAfterLaunch }) => monthsAfterLaunch)).toEqual([
      48, 51, 54, 57, 60, 63, 66, 69, 72, 75, 78, 81, 84, 87, 90,
    ]);
    expect(mining?.eras[0]).toEqual({
      fromEpoch: 0,
      toEpoch: 207,
      startsAtMs: null,
      endsAtMs: null,
      capPerEpoch: '807692307692307692307692',
    });
    // 336,000,000 · 10^18 less 208 times the cap of each of the 80 eras, by hand.
    expect(mining?.lockedForGood).toBe('8448');
  });

  test('the council publishes the subscription for those on a list', async () => {
    const { client, member, seats, now, send, refusal } = consortium;
    const { root } = buildAllowList([anna.address, ben.address]);
    const opensAtMs = Math.ceil(now() / 1_000) * 1_000 + 60_000;
    const terms = {
      opensAtMs,
      closesAtMs: opensAtMs + DAY_MS,
      price: 10n ** 15n,
      buyerMax: datr(1_000),
      allowListRoot: root,
    };
    const parameters = { round: 0, terms, reason: 'As announced' };
    expect(await refusal(anna, publishRound(client, parameters))).toBe('Council_NotSeat');
    const { sentence } = await send(member, publishRound(client, parameters));
    const iso = (timeMs: number) => new Date(timeMs).toISOString().replace('.000Z', 'Z');
    expect(sentence).toBe(
      `Propose to the council to publish round 0 (subscription) of the offering: 0.001 coin for 1 DATR, from ${iso(opensAtMs)} to ${iso(opensAtMs + DAY_MS)}, at most 1000 DATR a buyer, only for accounts on a list, because “As announced”`,
    );
    expect(await round(0)).toMatchObject({ state: 'unpublished', terms: null });
    const [action] = (await readCouncil(client)).items;
    expect(action).toMatchObject({
      id: '1',
      state: 'open',
      approvalCount: 1,
      needed: 2,
      approvals: [{ account: member.address, name: 'Datacar' }],
      call: { contract: 'PublicOffering', functionName: 'publishRound' },
      sentence: `publish round 0 of the offering: 0.001 coin for 1 DATR, from ${iso(opensAtMs)} to ${iso(opensAtMs + DAY_MS)}, at most 1000 DATR a buyer, only for accounts on a list`,
    });
    expect(await refusal(anna, approveAction(client, { id: 1 }))).toBe('Council_NotSeat');
    expect(await refusal(member, approveAction(client, { id: 1 }))).toBe('Council_AlreadyApproved');
    await send(seats[0], approveAction(client, { id: 1 }));
    expect(await round(0)).toMatchObject({
      state: 'announced',
      terms: {
        opensAtMs,
        closesAtMs: opensAtMs + DAY_MS,
        payment: { token: null, symbol: 'coin', decimals: 18 },
        price: (10n ** 15n).toString(),
        buyerMax: datr(1_000).toString(),
        allowListRoot: root,
        minimum: null,
      },
    });
    expect((await readTokenSupply(client)).allocations[0]?.nextRelease).toEqual({
      at: iso(opensAtMs),
      amount: datr(80_000_000).toString(),
    });
  });

  test('who is on the list buys while the round is open, and has it at once', async () => {
    const { client, travelTo, send, refusal } = consortium;
    const { proofOf } = buildAllowList([ben.address, anna.address]);
    const proof = proofOf(anna.address);
    expect(proofOf(cleo.address)).toBeUndefined();
    const amount = datr(500);
    expect(await refusal(anna, buyRound(client, { round: 0, amount, proof }))).toBe('PublicOffering_NotOpen');
    await travelTo((await round(0)).terms?.opensAtMs ?? 0);
    expect(await round(0)).toMatchObject({ state: 'open' });
    expect(await refusal(cleo, buyRound(client, { round: 0, amount, proof }))).toBe(
      'PublicOffering_NotAllowed',
    );
    expect(await refusal(anna, buyRound(client, { round: 0, amount: datr(1_001), proof }))).toBe(
      'PublicOffering_BuyerMaxExceeded',
    );
    expect(await refusal(anna, buyRound(client, { round: 0, amount, proof, costMax: 1n }))).toBe(
      'PublicOffering_CostExceeded',
    );
    const before = BigInt((await readBalances(client, { account: anna.address })).coin);
    const { sentence } = await send(anna, buyRound(client, { round: 0, amount, proof }));
    expect(sentence).toBe('Buy 500 DATR in round 0 (subscription) of the offering for 0.5 coin');
    const { datr: bought, coin } = await readBalances(client, { account: anna.address });
    expect(bought).toBe(amount.toString());
    expect(before - BigInt(coin)).toBe(5n * 10n ** 17n);
    // A thousandth of a smallest unit is paid as a whole one.
    await send(ben, buyRound(client, { round: 0, amount: 1n, proof: proofOf(ben.address) }));
    expect(await round(0, ben.address)).toMatchObject({
      sold: (amount + 1n).toString(),
      proceeds: (5n * 10n ** 17n + 1n).toString(),
      purchase: { bought: '1', paid: '1', claimable: '0', refundable: '0' },
    });
  });

  test('proceeds go to their recipient, and what is left to the next round', async () => {
    const { client, proceeds, travelTo, send, refusal } = consortium;
    await send(cleo, collectProceeds(client, { round: 0 }));
    expect((await readBalances(client, { account: proceeds.address })).coin).toBe(
      (5n * 10n ** 17n + 1n).toString(),
    );
    expect(await refusal(cleo, collectProceeds(client, { round: 0 }))).toBe(
      'PublicOffering_NothingToCollect',
    );
    expect(await refusal(cleo, closeRound(client, { round: 0 }))).toBe('PublicOffering_NotOver');
    await travelTo((await round(0)).terms?.closesAtMs ?? 0);
    expect(await round(0)).toMatchObject({ state: 'over' });
    await send(cleo, closeRound(client, { round: 0 }));
    expect(await round(0)).toMatchObject({ state: 'closed', isFailed: false });
    expect((await round(1)).available).toBe((datr(150_000_000) - datr(500) - 1n).toString());
  });

  test('a round paid in a token, with a minimum: claims until it is met', async () => {
    const { client, owner, proceeds, now, travelTo, send, refusal } = consortium;
    paymentToken = await deployPaymentToken(consortium, { anna: anna.address, ben: ben.address });
    const opensAtMs = Math.ceil(now() / 1_000) * 1_000 + 30_000;
    await publish({
      round: 1,
      terms: {
        opensAtMs,
        closesAtMs: opensAtMs + DAY_MS,
        price: 2n * 10n ** 18n,
        paymentToken,
        minimum: datr(1_000),
      },
      reason: 'The first placement',
    });
    await travelTo(opensAtMs);
    const amount = datr(400);
    expect(await refusal(anna, buyRound(client, { round: 1, amount }))).toBe('ERC20InsufficientAllowance');
    const { sentence } = await send(
      anna,
      approveToken(client, { spender: 'offering', amount: datr(800), token: paymentToken }),
    );
    expect(sentence).toMatch(/^Let the public offering \(0x[0-9a-fA-F]{40}\) take up to 800 DATR$/);
    await send(anna, buyRound(client, { round: 1, amount }));
    expect(await balance(anna.address)).toBe(datr(500).toString());
    expect(await round(1, anna.address)).toMatchObject({
      isMinimumMet: false,
      purchase: { bought: amount.toString(), paid: datr(800).toString(), claimable: '0', refundable: '0' },
    });
    expect(await refusal(cleo, claimPurchase(client, { round: 1, buyer: anna.address }))).toBe(
      'PublicOffering_NothingToClaim',
    );
    expect(await refusal(cleo, collectProceeds(client, { round: 1 }))).toBe(
      'PublicOffering_NothingToCollect',
    );

    const permit = await signPermit(client, {
      account: ben,
      spender: 'offering',
      amount: datr(1_200),
      token: paymentToken,
      deadlineSeconds: BigInt(Math.floor(now() / 1_000) + 3_600),
    });
    await send(ben, buyRound(client, { round: 1, amount: datr(600), permit }));
    // Whoever meets the minimum has it at once; who came before claims it.
    expect(await balance(ben.address)).toBe((datr(600) + 1n).toString());
    expect((await round(1, anna.address)).purchase?.claimable).toBe(amount.toString());
    await send(cleo, claimPurchase(client, { round: 1, buyer: anna.address }));
    expect(await balance(anna.address)).toBe(datr(900).toString());
    expect(await refusal(cleo, claimPurchase(client, { round: 1, buyer: anna.address }))).toBe(
      'PublicOffering_NothingToClaim',
    );
    await send(owner, collectProceeds(client, { round: 1 }));
    expect(await balanceOf(consortium, paymentToken, proceeds.address)).toBe(datr(2_000));
  });

  test('a round that fails pays everybody back', async () => {
    const { client, now, travelTo, send, refusal } = consortium;
    await travelTo((await round(1)).terms?.closesAtMs ?? 0);
    const opensAtMs = Math.ceil(now() / 1_000) * 1_000 + 30_000;
    const minimum = datr(1_000_000);
    await publish({
      round: 2,
      terms: { opensAtMs, closesAtMs: opensAtMs + DAY_MS, price: 10n ** 16n, minimum },
      reason: 'The second placement',
    });
    await travelTo(opensAtMs);
    await send(cleo, buyRound(client, { round: 2, amount: datr(100) }));
    expect(await refusal(cleo, refundPurchase(client, { round: 2, buyer: cleo.address }))).toBe(
      'PublicOffering_NotOver',
    );
    expect(await refusal(cleo, launch(client))).toBe('PublicOffering_NotOver');
    await travelTo((await round(2)).terms?.closesAtMs ?? 0);
    expect((await round(2, cleo.address)).purchase?.refundable).toBe((10n ** 18n).toString());
    const before = BigInt((await readBalances(client, { account: cleo.address })).coin);
    await send(anna, refundPurchase(client, { round: 2, buyer: cleo.address }));
    expect(BigInt((await readBalances(client, { account: cleo.address })).coin) - before).toBe(10n ** 18n);
    expect(await round(2, cleo.address)).toMatchObject({ state: 'closed', isFailed: true });
    expect(await refusal(anna, refundPurchase(client, { round: 2, buyer: cleo.address }))).toBe(
      'PublicOffering_NothingToRefund',
    );
    expect(await balance(cleo.address)).toBe('0');
    expect((await readOffering(client)).canLaunch).toBe(true);
  });

  test('the launch gives mining what is left, and starts every schedule', async () => {
    const { client, member, send, refusal } = consortium;
    const release = {
      fund: 'operation',
      recipient: cleo.address,
      amount: datr(1),
      purpose: 'x',
      documentHash,
    } as const;
    expect(await refusal(member, proposeRelease(client, release))).toBe('Fund_NotLaunched');
    expect(await refusal(cleo, releaseAllocation(client, { allocation: 'technology' }))).toBe(
      'Vesting_NothingReleasable',
    );
    await send(cleo, launch(client));
    expect(await refusal(cleo, launch(client))).toBe('PublicOffering_AlreadyLaunched');
    const supply = await readTokenSupply(client);
    launchedAt = Date.parse(supply.launchedAt ?? '') / 1_000;
    const sold = datr(1_500) + 1n;
    const reserveAtLaunch = datr(536_000_000) - sold;
    const iso = (at: number) => new Date(at * 1_000).toISOString().replace('.000Z', 'Z');
    const cap = reserveAtLaunch / 416n;
    expect(supply.allocations).toEqual([
      {
        name: 'publicOffering',
        total: sold.toString(),
        released: sold.toString(),
        releasableNow: '0',
        nextRelease: null,
      },
      {
        name: 'technology',
        total: datr(64_000_000).toString(),
        released: '0',
        releasableNow: '0',
        nextRelease: { at: iso(addMonths(launchedAt, 60)), amount: datr(16_000_000).toString() },
      },
      {
        name: 'operation',
        total: datr(80_000_000).toString(),
        released: '0',
        releasableNow: '0',
        nextRelease: null,
      },
      {
        name: 'foundation',
        total: datr(120_000_000).toString(),
        released: '0',
        releasableNow: '0',
        nextRelease: { at: iso(addMonths(launchedAt, 48)), amount: datr(8_000_000).toString() },
      },
      {
        name: 'mining',
        total: reserveAtLaunch.toString(),
        released: '0',
        releasableNow: cap.toString(),
        nextRelease: { at: iso(launchedAt + 7 * 86_400), amount: cap.toString() },
      },
    ]);
    const totals = supply.allocations.map(({ total }) => BigInt(total));
    expect(totals.reduce((sum, total) => sum + total)).toBe(BigInt(supply.total));
  });

  test('whoever knows the launch recomputes the schedule that the contracts say', async () => {
    const { allocations } = await readTokenSchedule(consortium.client);
    const [offering, technology, , foundation, mining] = allocations;
    const reserveAtLaunch = BigInt(mining?.total ?? 0);
    const expected = releaseSchedule({ launchedAt, reserveAtLaunch });
    const tranches = (of: typeof technology) =>
      of?.tranches.map(({ monthsAfterLaunch, atMs, amount }) => ({
        monthsAfterLaunch,
        amount: BigInt(amount),
        at: (atMs ?? 0) / 1_000,
      }));
    expect(tranches(technology)).toEqual(expected.technology);
    expect(tranches(foundation)).toEqual(expected.foundation);
    expect(
      mining?.eras.map(({ fromEpoch, toEpoch, startsAtMs, endsAtMs, capPerEpoch }) => ({
        fromEpoch,
        toEpoch,
        startsAt: (startsAtMs ?? 0) / 1_000,
        endsAt: (endsAtMs ?? 0) / 1_000,
        capPerEpoch: BigInt(capPerEpoch),
      })),
    ).toEqual(expected.mining);
    expect(BigInt(mining?.lockedForGood ?? 0)).toBe(expected.miningLocked);
    const past = offering?.past.map(({ amount }) => BigInt(amount)) ?? [];
    expect(past.length).toBeGreaterThanOrEqual(2);
    expect(past.reduce((sum, amount) => sum + amount)).toBe(BigInt(offering?.released ?? 0));
  });

  test('holders send, burn and give their votes', async () => {
    const { client, send, refusal } = consortium;
    const { sentence } = await send(
      anna,
      sendToken(client, { to: cleo.address, amount: 12n * 10n ** 18n + 5n * 10n ** 17n }),
    );
    expect(sentence).toBe(`Send 12.5 DATR to ${cleo.address}`);
    expect(await refusal(cleo, sendToken(client, { to: anna.address, amount: datr(13) }))).toBe(
      'ERC20InsufficientBalance',
    );
    expect(await refusal(cleo, burnToken(client, { amount: datr(13) }))).toBe('ERC20InsufficientBalance');
    await send(cleo, burnToken(client, { amount: datr(2) }));
    expect((await readTokenSupply(client)).total).toBe(datr(799_999_998).toString());
    await send(cleo, delegateVotes(client, { to: anna.address }));
    expect(await readBalances(client, { account: cleo.address })).toMatchObject({
      datr: (10n ** 19n + 5n * 10n ** 17n).toString(),
      votes: '0',
      delegate: anna.address,
      permitNonce: '0',
    });
    expect(await readBalances(client, { account: anna.address })).toMatchObject({
      votes: (10n ** 19n + 5n * 10n ** 17n).toString(),
      delegate: null,
    });
  });

  test('transfers come in pages, the newest first, of everybody or of one', async () => {
    const { client } = consortium;
    const all = await collectPages((cursor) => listTransfers(client, { limit: 3, cursor }));
    expect(all.map(({ kind }) => kind)).toEqual([
      'burn',
      'transfer',
      'release',
      'release',
      'release',
      'release',
      'release',
      'mint',
      'mint',
      'mint',
      'mint',
      'mint',
    ]);
    expect(all[2]).toMatchObject({ from: { name: 'PublicOffering' }, to: { name: 'MiningReserve' } });
    const ofCleo = await collectPages((cursor) =>
      listTransfers(client, { account: cleo.address, limit: 1, cursor }),
    );
    expect(ofCleo).toEqual(all.slice(0, 2));
    const places = all.map(({ blockNumber, logIndex }) => blockNumber * 1_000 + logIndex);
    expect(places).toEqual(places.toSorted((a, b) => b - a));
  });

  test('a fund pays what seats approved, once everybody could comment', async () => {
    const { client, member, seats, travelTo, send, refusal } = consortium;
    const fund = 'operation';
    const release = {
      fund,
      recipient: cleo.address,
      amount: datr(250_000),
      purpose: 'Servers of the first year',
      documentHash,
    } as const;
    expect(await refusal(anna, proposeRelease(client, release))).toBe('Fund_NotSeat');
    await send(seats[1], proposeRelease(client, release));
    await send(anna, commentRelease(client, { fund, id: 1, text: 'Which servers?' }));
    expect(await refusal(cleo, payRelease(client, { fund, id: 1 }))).toBe('Fund_NotApproved');
    expect(await refusal(anna, approveRelease(client, { fund, id: 1 }))).toBe('Fund_NotSeat');
    expect(await refusal(anna, rejectRelease(client, { fund, id: 1 }))).toBe('Fund_NotSeat');
    const { sentence } = await send(member, approveRelease(client, { fund, id: 1 }));
    expect(sentence).toBe(
      `Approve release 1 of the operation fund: 250000 DATR to ${cleo.address} for “Servers of the first year”`,
    );
    await send(seats[0], approveRelease(client, { fund, id: 1 }));
    expect(await refusal(cleo, payRelease(client, { fund, id: 1 }))).toBe('Fund_CommentsOpen');
    const [open] = (await listFundReleases(client, { fund })).items;
    expect(open).toMatchObject({ state: 'approved', isPayable: false, approvalCount: 2, needed: 2 });
    await travelTo(open?.payableAtMs ?? 0);
    expect((await listFundReleases(client, { fund })).items[0]?.isPayable).toBe(true);
    await send(cleo, payRelease(client, { fund, id: 1 }));
    const { items, balance: left, nextCursor } = await listFundReleases(client, { fund });
    expect(nextCursor).toBeNull();
    expect(left).toBe(datr(79_750_000).toString());
    expect(items).toMatchObject([
      {
        id: '1',
        state: 'paid',
        proposer: { account: seats[1].address, name: null },
        recipient: { account: cleo.address },
        amount: datr(250_000).toString(),
        purpose: 'Servers of the first year',
        documentHash,
        approvals: [{ account: member.address, name: 'Datacar' }, { account: seats[0].address }],
        rejections: [],
        comments: [{ author: { account: anna.address }, text: 'Which servers?' }],
        commentCount: 1,
      },
    ]);

    await send(member, proposeRelease(client, { ...release, purpose: 'A yacht' }));
    await send(seats[0], rejectRelease(client, { fund, id: 2 }));
    await send(seats[1], rejectRelease(client, { fund, id: 2 }));
    expect((await listFundReleases(client, { fund, id: '2' })).items).toMatchObject([
      {
        id: '2',
        state: 'rejected',
        rejections: [{ account: seats[0].address }, { account: seats[1].address }],
      },
    ]);
    expect(await refusal(cleo, payRelease(client, { fund, id: 2 }))).toBe('Fund_Settled');
  });

  test('tranches are released on their day, and not before', async () => {
    const { client, beneficiary, seats, travelTo, send, refusal } = consortium;
    const foundationAt = addMonths(launchedAt, 48);
    // An hour before, because the clock goes on while this is asked; the contracts' own tests are exact to the second.
    await travelTo((foundationAt - 3_600) * 1_000);
    expect(await refusal(cleo, releaseAllocation(client, { allocation: 'foundation' }))).toBe(
      'Vesting_NothingReleasable',
    );
    await travelTo(foundationAt * 1_000);
    await send(cleo, releaseAllocation(client, { allocation: 'foundation' }));
    expect(await refusal(cleo, releaseAllocation(client, { allocation: 'technology' }))).toBe(
      'Vesting_NothingReleasable',
    );
    await travelTo(addMonths(launchedAt, 60) * 1_000);
    expect((await readTokenSupply(client)).allocations[1]?.releasableNow).toBe(datr(16_000_000).toString());
    await send(cleo, releaseAllocation(client, { allocation: 'technology' }));
    expect(await balance(beneficiary.address)).toBe(datr(16_000_000).toString());
    const { allocations } = await readTokenSchedule(client);
    expect(allocations[1]).toMatchObject({
      released: datr(16_000_000).toString(),
      past: [{ amount: datr(16_000_000).toString() }],
      tranches: [{ state: 'released' }, { state: 'locked' }, { state: 'locked' }, { state: 'locked' }],
    });
    // Months 51, 54, 57 and 60 of the foundation are due.
    expect(allocations[3]?.tranches.map(({ state }) => state).slice(0, 6)).toEqual([
      'released',
      'releasable',
      'releasable',
      'releasable',
      'releasable',
      'locked',
    ]);
    const award = {
      fund: 'foundation',
      recipient: cleo.address,
      amount: datr(8_000_001),
      purpose: 'More than there is',
      documentHash,
    } as const;
    await send(seats[0], proposeRelease(client, award));
    const awards = await listFundReleases(client, { fund: 'foundation' });
    expect(awards.balance).toBe(datr(8_000_000).toString());
    expect(awards.items).toMatchObject([{ id: '1', state: 'open', amount: datr(8_000_001).toString() }]);
  });

  test('what is asked wrongly is refused with the field', async () => {
    const { client } = consortium;
    const wrong = `0x${'aB'.repeat(20)}`;
    const invalid = (field: string) =>
      expect.objectContaining({ code: 'INPUT_INVALID', details: expect.objectContaining({ field }) });
    await expect(readBalances(client, { account: wrong })).rejects.toEqual(invalid('account'));
    await expect(readBalances(client, { account: 'anna' })).rejects.toEqual(invalid('account'));
    await expect(readOffering(client, { buyer: wrong })).rejects.toEqual(invalid('buyer'));
    await expect(listTransfers(client, { cursor: 'AAAA' })).rejects.toEqual(invalid('cursor'));
    await expect(listTransfers(client, { limit: 101 })).rejects.toEqual(invalid('limit'));
    await expect(listFundReleases(client, { fund: 'operation', cursor: '-' })).rejects.toEqual(
      invalid('cursor'),
    );
    expect((await listFundReleases(client, { fund: 'operation', id: '99' })).items).toEqual([]);
    await expect(sendToken(client, { to: wrong, amount: 1n })).rejects.toEqual(invalid('to'));
    await expect(buyRound(client, { round: 7, amount: 1n })).rejects.toEqual(invalid('round'));
    await expect(sendToken(client, { to: anna.address, amount: 0n })).rejects.toMatchObject({
      code: 'AMOUNT_INVALID',
    });
    expect(() => buildAllowList([])).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});

/** Any token with permits does to pay with; this one is minted to two buyers. */
async function deployPaymentToken(
  { owner, send }: TestConsortium,
  { anna, ben }: { anna: Hex; ben: Hex },
): Promise<Hex> {
  const code = encodeDeployData({
    abi: datrAbi,
    bytecode: datrBuild.creationBytecode as Hex,
    args: [anna, ben, ben, ben, ben],
  });
  const call = {
    to: create2,
    data: concatHex([zeroHash, code]),
    value: 0n,
    sentence: 'Deploy a token',
  } as const;
  await send(owner, Promise.resolve(call));
  return getCreate2Address({ from: create2, salt: zeroHash, bytecode: code });
}

async function balanceOf({ client }: TestConsortium, token: Hex, account: Hex): Promise<bigint> {
  const data = encodeFunctionData({ abi: datrAbi, functionName: 'balanceOf', args: [account] });
  return BigInt(await callRpc(client, 'eth_call', [{ to: token, data }, 'latest']));
}
