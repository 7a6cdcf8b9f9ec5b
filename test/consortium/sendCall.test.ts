// SPDX-License-Identifier: Apache-2.0
// A call is sent once, whatever is lost on the way.
import type { Client } from '@datacar/sdk/client/Client';
import { callRpc } from '@datacar/sdk/consortium/callRpc';
import type { RpcHex } from '@datacar/sdk/consortium/RpcMethods';
import { type SignedCall, sendCall } from '@datacar/sdk/consortium/sendCall';
import { sendCoin } from '@datacar/sdk/token/calls/sendCoin';
import { readBalances } from '@datacar/sdk/token/readBalances';
import type { LocalAccount } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newAccount, openTestConsortium, type TestConsortium } from './openTestConsortium.ts';

let consortium: TestConsortium;

beforeAll(async () => {
  consortium = await openTestConsortium();
}, 120_000);

afterAll(() => consortium?.stop());

const coinOf = async (account: string) => BigInt((await readBalances(consortium.client, { account })).coin);
const nonceOf = async (account: LocalAccount) =>
  Number(await callRpc(consortium.client, 'eth_getTransactionCount', [account.address, 'latest']));

/** A client whose connection breaks after the server has what `isLost` names, before it has answered. */
function losing(isLost: (body: string) => boolean): Client & { isBroken: boolean } {
  const client = {
    ...consortium.client,
    isBroken: true,
    sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 5)),
    fetch: (async (input, init) => {
      const response = await fetch(input, init);
      if (client.isBroken && isLost(String(init?.body))) throw new TypeError('fetch failed');
      return response;
    }) as typeof fetch,
  };
  return client;
}

test('an answer that is lost on the way is no second transaction', async () => {
  const { owner } = consortium;
  const to = newAccount().address;
  let lost = 0;
  const client = losing((body) => {
    if (!body.includes('eth_sendRawTransaction') || lost >= 6) return false;
    lost += 1;
    return true;
  });
  const before = await nonceOf(owner);
  const call = await sendCoin(client, { to, amount: 7n });
  await sendCall(client, call, { account: owner });
  expect(lost).toBe(6);
  expect(await coinOf(to)).toBe(7n);
  expect(await nonceOf(owner)).toBe(before + 1);
});

test('as long as the outcome is open, a repeated call sends the same transaction', async () => {
  const { owner } = consortium;
  const to = newAccount().address;
  const client = losing((body) => /eth_(sendRaw|getTransaction(Receipt|ByHash))/.test(body));
  const call = await sendCoin(client, { to, amount: 7n });
  const signed: SignedCall[] = [];
  const parameters = { account: owner, timeoutMs: 200, onSigned: (one: SignedCall) => void signed.push(one) };
  const before = await nonceOf(owner);
  const unsettled = {
    code: 'TRANSACTION_UNSETTLED',
    details: expect.objectContaining({ hash: expect.any(String) }),
  };
  await expect(sendCall(client, call, parameters)).rejects.toMatchObject(unsettled);
  await expect(sendCall(client, call, parameters)).rejects.toMatchObject(unsettled);
  client.isBroken = false;
  const { hash } = await sendCall(client, call, { ...parameters, timeoutMs: 30_000 });
  expect(signed.map((one) => one.hash)).toEqual([hash]);
  expect(await coinOf(to)).toBe(7n);
  expect(await nonceOf(owner)).toBe(before + 1);

  // Once it is settled, the same call is another wish.
  await sendCall(client, call, { account: owner });
  expect(await coinOf(to)).toBe(14n);
});

test('after a crash the same transaction goes on from what was kept', async () => {
  const { client, owner } = consortium;
  const to = newAccount().address;
  const call = await sendCoin(client, { to, amount: 7n });
  let kept: RpcHex | undefined;
  const crash = new Error('the process ends here');
  const before = await nonceOf(owner);
  const onSigned = ({ rawTransaction }: SignedCall) => {
    kept = rawTransaction;
    throw crash;
  };
  await expect(sendCall(client, call, { account: owner, onSigned })).rejects.toBe(crash);
  expect(await coinOf(to)).toBe(0n);
  const fresh: Client = { ...client };
  const first = await sendCall(fresh, call, { account: owner, rawTransaction: kept });
  const again = await sendCall({ ...client }, call, { account: owner, rawTransaction: kept });
  expect(again.hash).toBe(first.hash);
  expect(await coinOf(to)).toBe(7n);
  expect(await nonceOf(owner)).toBe(before + 1);
});

test('many calls of one account at once each have their own nonce', async () => {
  const { client, owner } = consortium;
  const to = newAccount().address;
  const before = await nonceOf(owner);
  const calls = await Promise.all([1n, 2n, 3n, 4n, 5n].map((amount) => sendCoin(client, { to, amount })));
  await Promise.all(calls.map((call) => sendCall(client, call, { account: owner })));
  expect(await coinOf(to)).toBe(15n);
  expect(await nonceOf(owner)).toBe(before + 5);
});

test('what was signed for a nonce that is used up is refused, not sent in another form', async () => {
  const { client, owner } = consortium;
  const to = newAccount().address;
  const call = await sendCoin(client, { to, amount: 7n });
  let kept: RpcHex | undefined;
  const onSigned = ({ rawTransaction }: SignedCall) => {
    kept = rawTransaction;
    throw new Error('not sent');
  };
  await expect(sendCall(client, call, { account: owner, onSigned })).rejects.toThrow('not sent');
  await sendCall(client, await sendCoin(client, { to, amount: 1n }), { account: owner });
  await expect(sendCall({ ...client }, call, { account: owner, rawTransaction: kept })).rejects.toMatchObject(
    { code: 'TRANSACTION_REFUSED' },
  );
  expect(await coinOf(to)).toBe(1n);
});

test('an account without coin is told so', async () => {
  const { client } = consortium;
  const poor = newAccount();
  const call = await sendCoin(client, { to: newAccount().address, amount: 1n });
  await expect(sendCall(client, call, { account: poor })).rejects.toMatchObject({
    code: 'TRANSACTION_REFUSED',
    message: expect.stringContaining('too little of the coin'),
  });
});
