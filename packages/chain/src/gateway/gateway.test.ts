// SPDX-License-Identifier: Apache-2.0
import { request as httpRequest } from 'node:http';
import { openTestChain, type TestChain } from '@datacar/testing/chain/openTestChain';
import { signTransfer } from '@datacar/testing/chain/signTransfer';
import fc from 'fast-check';
import type { Hex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { RPC_BATCH_MAX, RPC_BODY_BYTES_MAX } from './createRpcHandler.ts';
import { rpcErrorCodes } from './RpcError.ts';
import { rpcMethods } from './rpcMethods.ts';

/** Methods of the engine that would undo what the chain promises, or use keys that it does not have. */
const REFUSED_METHODS = [
  ...['anvil_setBalance', 'anvil_impersonateAccount', 'anvil_autoImpersonateAccount', 'anvil_mine'],
  ...[
    'anvil_dumpState',
    'anvil_loadState',
    'anvil_reset',
    'anvil_setCode',
    'anvil_setStorageAt',
    'anvil_reorg',
  ],
  ...['anvil_dropTransaction', 'anvil_dropAllTransactions', 'anvil_nodeInfo', 'anvil_rollback'],
  ...['evm_mine', 'evm_snapshot', 'evm_revert', 'evm_increaseTime', 'evm_setNextBlockTimestamp'],
  ...['hardhat_setBalance', 'hardhat_impersonateAccount', 'hardhat_reset', 'hardhat_mine'],
  ...['eth_sendTransaction', 'eth_sign', 'eth_signTransaction', 'eth_signTypedData', 'eth_signTypedData_v4'],
  ...['eth_accounts', 'eth_requestAccounts', 'eth_sendUnsignedTransaction', 'eth_coinbase', 'eth_mining'],
  ...['personal_sign', 'personal_unlockAccount', 'wallet_getCapabilities', 'miner_start', 'admin_nodeInfo'],
  ...[
    'debug_traceTransaction',
    'trace_block',
    'txpool_content',
    'ots_getApiLevel',
    'erigon_getHeaderByNumber',
  ],
  ...['eth_newFilter', 'eth_newBlockFilter', 'eth_newPendingTransactionFilter', 'eth_getFilterChanges'],
];

const account = privateKeyToAccount(generatePrivateKey());
let opened: TestChain;
let chainId: number;

beforeAll(async () => {
  opened = await openTestChain();
  ({ chainId } = opened.chain.identity);
});
afterAll(() => opened.close());

interface Answer {
  id: unknown;
  result?: unknown;
  error?: { code: number; message: string };
}

function call(method: string, params: unknown[] = [], id: unknown = 1): object {
  return { jsonrpc: '2.0', id, method, params };
}

function post(
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      opened.chain.rpcUrl,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function answerTo(body: unknown): Promise<Answer> {
  return JSON.parse((await post(JSON.stringify(body))).text);
}

async function openSocket(headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(opened.chain.rpcUrl.replace('http', 'ws'), { headers });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return socket;
}

function nextMessage(socket: WebSocket): Promise<Answer & Record<string, unknown>> {
  return new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))));
}

describe('methods', () => {
  test.each(REFUSED_METHODS)('%s is refused over HTTP, in a batch and over WebSocket', async (method) => {
    const refused = { error: { code: rpcErrorCodes.methodNotFound } };
    expect(await answerTo(call(method, [account.address, '0x1']))).toMatchObject(refused);
    expect(await answerTo([call('eth_chainId'), call(method, [account.address], 2)])).toMatchObject([
      { id: 1, result: `0x${chainId.toString(16)}` },
      { id: 2, ...refused },
    ]);
    const socket = await openSocket();
    const answered = nextMessage(socket);
    socket.send(JSON.stringify(call(method, [account.address])));
    expect(await answered).toMatchObject(refused);
    socket.close();
  });

  test('any other name is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (method) => {
        fc.pre(!rpcMethods.has(method));
        const text = await opened.chain.handleRpc(JSON.stringify(call(method)), {
          address: 'x',
          isLocal: true,
        });
        expect(JSON.parse(text).error.code).toBe(rpcErrorCodes.methodNotFound);
      }),
    );
  });

  test('there is no account that anybody could use', async () => {
    // The accounts of the well-known test mnemonic that anvil would unlock.
    const known: Hex = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
    expect(await answerTo(call('eth_getBalance', [known, 'latest']))).toMatchObject({ result: '0x0' });
    expect(await answerTo(call('eth_sendTransaction', [{ from: known, to: known }]))).toMatchObject({
      error: { code: rpcErrorCodes.methodNotFound },
    });
  });

  test('fees are zero, so nobody needs ether', async () => {
    expect(await answerTo(call('eth_gasPrice'))).toMatchObject({ result: '0x0' });
    expect(await answerTo(call('eth_maxPriorityFeePerGas'))).toMatchObject({ result: '0x0' });
  });

  test('a call cannot use more gas than is allowed', async () => {
    // JUMPDEST PUSH0 JUMP: runs until its gas is used up.
    const loop = { data: '0x5b5f56', gas: '0xffffffffff' };
    const startedAt = performance.now();
    expect(await answerTo(call('eth_call', [loop, 'latest']))).toHaveProperty('error');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test.each(['finalized', 'safe', 'pending'])('%s is the newest block', async (tag) => {
    const latest = await answerTo(call('eth_getBlockByNumber', ['latest', false]));
    expect(await answerTo(call('eth_getBlockByNumber', [tag, false]))).toEqual(latest);
  });
});

describe('bodies', () => {
  test.each([
    ['no JSON', '{"jsonrpc"', rpcErrorCodes.parse],
    ['an empty batch', '[]', rpcErrorCodes.invalidRequest],
    ['a number', '1', rpcErrorCodes.invalidRequest],
    [
      'a batch in a batch',
      '[[{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}]]',
      rpcErrorCodes.invalidRequest,
    ],
    ['another version', '{"jsonrpc":"1.0","id":1,"method":"eth_chainId"}', rpcErrorCodes.invalidRequest],
    ['an object as id', '{"jsonrpc":"2.0","id":{},"method":"eth_chainId"}', rpcErrorCodes.invalidRequest],
    [
      'named parameters',
      '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":{}}',
      rpcErrorCodes.invalidParams,
    ],
    [
      'too many parameters',
      '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[1]}',
      rpcErrorCodes.invalidParams,
    ],
  ])('%s is refused', async (_name, body, code) => {
    const answer = JSON.parse((await post(body)).text);
    expect((Array.isArray(answer) ? answer[0] : answer).error.code).toBe(code);
  });

  test('a batch has a limit', async () => {
    const batch = Array.from({ length: RPC_BATCH_MAX + 1 }, () => call('eth_chainId'));
    expect(await answerTo(batch)).toMatchObject({ error: { code: rpcErrorCodes.limitExceeded } });
  });

  test('a body has a limit, over HTTP and WebSocket', async () => {
    const large = Buffer.alloc(RPC_BODY_BYTES_MAX + 1, ' ');
    expect((await post(large)).status).toBe(413);
    const socket = await openSocket();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send(large);
    expect(await closed).toBe(1009);
  });

  test('whatever comes, there is an answer in JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
        const text = await opened.chain.handleRpc(body, { address: 'x', isLocal: true });
        if (text !== '') expect(() => JSON.parse(text)).not.toThrow();
      }),
    );
  });

  test('a notification gets no answer', async () => {
    expect(await post('{"jsonrpc":"2.0","method":"eth_chainId"}')).toEqual({ status: 204, text: '' });
  });
});

describe('callers', () => {
  test.each([
    [{ host: 'attacker.example' }, 403],
    [{ host: 'attacker.example:80' }, 403],
    [{ origin: 'https://attacker.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'content-type': 'text/plain' }, 415],
  ])('with %j are refused', async (headers, status) => {
    expect((await post(JSON.stringify(call('eth_chainId')), headers)).status).toBe(status);
  });

  test('of another origin get no WebSocket', async () => {
    await expect(openSocket({ origin: 'https://attacker.example' })).rejects.toThrow('403');
    await expect(openSocket({ host: 'attacker.example' })).rejects.toThrow('403');
  });

  test('who ask too much wait', async () => {
    const { chain, close } = await openTestChain({ limits: { requestsBurst: 3, requestsPerSecond: 0.001 } });
    const ask = () => chain.handleRpc(JSON.stringify(call('eth_chainId')), { address: '192.0.2.1' });
    for (let index = 0; index < 3; index++) expect(JSON.parse(await ask())).toHaveProperty('result');
    expect(JSON.parse(await ask())).toMatchObject({ error: { code: rpcErrorCodes.limitExceeded } });
    const other = await chain.handleRpc(JSON.stringify(call('eth_chainId')), { address: '192.0.2.2' });
    expect(JSON.parse(other)).toHaveProperty('result');
    await close();
  });

  test('whose account used up its gas wait, and others do not', async () => {
    let nowMs = Date.now();
    const { chain, close } = await openTestChain({}, { clock: () => nowMs });
    const spender = privateKeyToAccount(generatePrivateKey());
    const { chainId } = chain.identity;
    const send = async (from: typeof spender, nonce: number) => {
      const raw = await signTransfer(from, { chainId, nonce, gas: 16_000_000n });
      return JSON.parse(
        await chain.handleRpc(JSON.stringify(call('eth_sendRawTransaction', [raw])), { address: 'x' }),
      );
    };
    for (let nonce = 0; nonce < 13; nonce++) expect(await send(spender, nonce)).toHaveProperty('result');
    nowMs += 1_000;
    // Sealed and charged by the clock that the test holds.
    await expect.poll(() => chain.growth().transactions).toBe(13);
    expect(await send(spender, 13)).toMatchObject({ error: { code: rpcErrorCodes.limitExceeded } });
    expect(await send(account, 0)).toHaveProperty('result');
    nowMs += 60_000;
    expect(await send(spender, 13)).toHaveProperty('result');
    await close();
  });
});

describe('raw transactions', () => {
  test.each([
    ['no hex', 'xyz'],
    ['nothing', '0x'],
    ['rubbish', '0x1234'],
    ['a blob transaction', `0x03${'c0'}`],
    ['a list that is too long', '0x02f8ff01'],
  ])('%s is refused before it reaches the journal', async (_name, raw) => {
    const { journalBytes } = opened.chain.growth();
    expect(await answerTo(call('eth_sendRawTransaction', [raw]))).toMatchObject({
      error: { code: rpcErrorCodes.invalidParams },
    });
    expect(opened.chain.growth().journalBytes).toBe(journalBytes);
  });

  test('of another chain are refused', async () => {
    const raw = await signTransfer(account, { chainId: chainId + 1, nonce: 0 });
    expect(await answerTo(call('eth_sendRawTransaction', [raw]))).toMatchObject({
      error: { code: rpcErrorCodes.transactionRejected },
    });
  });

  test('without a chain id (before EIP-155) are refused', async () => {
    const raw = await account.signTransaction({ type: 'legacy', nonce: 0, gas: 21_000n, gasPrice: 0n });
    expect(await answerTo(call('eth_sendRawTransaction', [raw]))).toHaveProperty('error');
  });
});

describe('subscriptions', () => {
  test('tell of heads and logs of blocks that can be read', async () => {
    const sender = privateKeyToAccount(generatePrivateKey());
    const socket = await openSocket();
    const ask = (method: string, params: unknown[]) => {
      const answered = nextMessage(socket);
      socket.send(JSON.stringify(call(method, params)));
      return answered;
    };
    const { result: heads } = await ask('eth_subscribe', ['newHeads']);
    const { result: logs } = await ask('eth_subscribe', ['logs', {}]);
    const told: { subscription: unknown; result: { number?: Hex; blockNumber?: Hex; data?: Hex } }[] = [];
    socket.on('message', (data) => {
      const { params } = JSON.parse(String(data));
      if (params) told.push(params);
    });

    // A creation whose code emits one log: PUSH1 32 PUSH0 LOG0.
    const raw = await sender.signTransaction({
      type: 'eip1559',
      chainId,
      nonce: 0,
      data: '0x60205fa0',
      gas: 100_000n,
      maxFeePerGas: 0n,
      maxPriorityFeePerGas: 0n,
    });
    const { publicClient } = opened.chain;
    const hash = await publicClient.sendRawTransaction({ serializedTransaction: raw });
    const receipt = await publicClient.waitForTransactionReceipt({ hash });
    await expect.poll(() => told.length).toBe(2);
    const number = `0x${receipt.blockNumber.toString(16)}`;
    expect(told.find(({ subscription }) => subscription === heads)?.result.number).toBe(number);
    expect(told.find(({ subscription }) => subscription === logs)?.result).toMatchObject({
      blockNumber: number,
      data: `0x${'00'.repeat(32)}`,
    });
    expect(await ask('eth_unsubscribe', [heads])).toMatchObject({ result: true });
    expect(await ask('eth_unsubscribe', [heads])).toMatchObject({ result: false });
    expect(await ask('eth_subscribe', ['newPendingTransactions'])).toHaveProperty('error');
    socket.close();
  });
});
