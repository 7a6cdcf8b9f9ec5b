// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient } from '../client/createClient.ts';
import { callRpc } from './callRpc.ts';
import { callRpcBatch } from './callRpcBatch.ts';

interface Question {
  id: number;
  method: string;
}

let server: Server;
let asked: Question[][];
let answer: (questions: Question[]) => unknown;

beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const questions = JSON.parse(body) as Question[];
    asked.push(questions);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(questions)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const connect = () => createClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

test('answers come in the order of the questions, however the chain orders them', async () => {
  answer = (questions) => questions.map(({ id }) => ({ id, result: `0x${id}` })).toReversed();
  const results = await callRpcBatch(connect(), [
    { method: 'eth_blockNumber', params: [] },
    { method: 'eth_chainId', params: [] },
  ]);
  expect(results).toEqual(['0x0', '0x1']);
});

test('more than a batch takes is asked in several', async () => {
  answer = (questions) => questions.map(({ id }) => ({ id, result: '0x1' }));
  const calls = Array.from({ length: 250 }, () => ({ method: 'eth_blockNumber', params: [] }) as const);
  expect(await callRpcBatch(connect(), calls)).toHaveLength(250);
  expect(asked.map(({ length }) => length)).toEqual([100, 100, 50]);
});

test.each([
  [{ code: 3, message: 'execution reverted', data: '0x12' }, 'CHAIN_CALL_REFUSED'],
  [{ code: -32005, message: 'too many requests' }, 'RATE_LIMITED'],
])('an error of the chain becomes one of ours', async (error, code) => {
  answer = (questions) => questions.map(({ id }) => ({ id, error }));
  await expect(callRpc(connect(), 'eth_blockNumber', [])).rejects.toMatchObject({ code });
});

test('a missing answer is refused, and so is one for the whole batch', async () => {
  answer = () => [];
  await expect(callRpc(connect(), 'eth_blockNumber', [])).rejects.toMatchObject({
    code: 'CHAIN_CALL_REFUSED',
  });
  answer = () => ({ id: null, error: { code: -32600, message: 'the batch is empty' } });
  await expect(callRpcBatch(connect(), [{ method: 'eth_chainId', params: [] }])).rejects.toMatchObject({
    code: 'CHAIN_CALL_REFUSED',
  });
});
