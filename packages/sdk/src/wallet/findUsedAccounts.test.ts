// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '../client/Client.ts';
import { createPageClient } from '../client/createPageClient.ts';
import { findUsedAccounts } from './findUsedAccounts.ts';
import { readAccountUses } from './readAccountUses.ts';

interface Question {
  id: number;
  method: string;
  params: [string | { to: string; data: string }];
}

const token = `0x${'aa'.repeat(20)}`;
const balanceOf = { type: 'function', name: 'balanceOf', inputs: [{ type: 'address' }] };
const contracts = {
  datr: { address: token, abi: [balanceOf] },
  recordLog: { address: `0x${'bb'.repeat(20)}`, abi: [{ type: 'function', name: 'anchor', inputs: [] }] },
};
const addressAt = (index: number) => `0x${index.toString(16).padStart(40, '0')}`;

let server: Server;
let client: Client;
/** What each account has: transactions, coins, tokens. */
let accounts: Map<string, [transactions: number, coins: number, tokens: number]>;
let asked: string[];
let refusals: number;
let pauses: number;

function answer({ method, params: [about] }: Question): string {
  const address = typeof about === 'string' ? about : `0x${about.data.slice(-40)}`;
  if (method === 'eth_getTransactionCount') asked.push(address);
  const column = ['eth_getTransactionCount', 'eth_getBalance', 'eth_call'].indexOf(method);
  const amount = accounts.get(address)?.[column] ?? 0;
  // An address without code answers with nothing.
  if (method === 'eth_call') return amount === 0 ? '0x' : `0x${amount.toString(16).padStart(64, '0')}`;
  return `0x${amount.toString(16)}`;
}

beforeEach(async () => {
  accounts = new Map();
  asked = [];
  refusals = 0;
  pauses = 0;
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.setHeader('content-type', 'application/json');
    if (request.url !== '/rpc') {
      response.end(JSON.stringify({ contracts }));
      return;
    }
    const isRefused = refusals > 0;
    refusals -= 1;
    const questions = JSON.parse(body) as Question[];
    response.end(
      JSON.stringify(
        questions.map((question) =>
          isRefused
            ? { id: question.id, error: { code: -32005, message: 'too many' } }
            : { id: question.id, result: answer(question) },
        ),
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = {
    ...createPageClient({ url }),
    sleep: async () => {
      pauses += 1;
    },
  };
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

describe('the used accounts of a seed', () => {
  test('are none in a fresh one, and twenty are looked at', async () => {
    expect(await findUsedAccounts(client, { addressAt })).toEqual({ used: [], lookedAt: 20 });
    expect(asked).toEqual(Array.from({ length: 20 }, (_, index) => addressAt(index)));
  });

  test('are found over a gap of nineteen, and not over one of twenty', async () => {
    for (const index of [19, 39, 60]) accounts.set(addressAt(index), [1, 0, 0]);
    expect(await findUsedAccounts(client, { addressAt })).toEqual({ used: [19, 39], lookedAt: 60 });
    expect(asked).toEqual(Array.from({ length: 60 }, (_, index) => addressAt(index)));
  });

  test('are those that sent something, or hold coins or tokens', async () => {
    accounts.set(addressAt(0), [1, 0, 0]);
    accounts.set(addressAt(1), [0, 1, 0]);
    accounts.set(addressAt(2), [0, 0, 1]);
    expect((await findUsedAccounts(client, { addressAt })).used).toEqual([0, 1, 2]);
  });
});

describe('what accounts hold', () => {
  test('comes in the order of the addresses, however many they are', async () => {
    const addresses = Array.from({ length: 150 }, (_, index) => addressAt(index));
    for (const [index, address] of addresses.entries()) accounts.set(address, [index, 2 * index, 3 * index]);
    const uses = await readAccountUses(client, { addresses });
    expect(uses).toEqual(
      addresses.map((address, index) => ({
        address,
        transactionCount: index,
        balanceWei: BigInt(2 * index),
        holdings: { datr: BigInt(3 * index) },
        isUsed: index > 0,
      })),
    );
  });

  test('is asked for again when the server limits its callers, and not for ever', async () => {
    refusals = 3;
    expect(await readAccountUses(client, { addresses: [addressAt(7)] })).toHaveLength(1);
    expect(pauses).toBe(3);
    refusals = Number.POSITIVE_INFINITY;
    await expect(readAccountUses(client, { addresses: [addressAt(7)] })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
  });

  test('is not asked for when there are no accounts', async () => {
    expect(await readAccountUses(client, { addresses: [] })).toEqual([]);
    expect(asked).toEqual([]);
  });
});
