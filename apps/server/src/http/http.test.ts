// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import { allRoutes } from '@datacar/core/api/allRoutes';
import { errorBody } from '@datacar/core/api/errorBody';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { createSiweMessage, type SiweMessage } from 'viem/siwe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { enrolTestCar, type TestCar } from '../testing/enrolTestCar.ts';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';

const SPEED = 'Vehicle.Speed';
const FROM_MS = Date.UTC(2026, 0, 5, 8);

let testServer: TestServer;
let session: string;
let car: TestCar;

beforeAll(async () => {
  testServer = await startTestServer({
    corsOrigins: ['https://owner.example'],
    allowedHosts: ['car.example'],
  });
  session = await testServer.signIn();
  car = await enrolTestCar(testServer);
  await car.send(car.next([{ path: SPEED, timeMs: FROM_MS, value: 1 }]).wire);
});

afterAll(() => testServer.stop());

/** fetch does not let a caller choose its Host. */
function statusWith(
  headers: Record<string, string>,
  { method = 'GET', path = '/healthz' } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, testServer.url), { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}

describe('Host and Origin', () => {
  test.each(['127.0.0.1', 'localhost', '[::1]', 'car.example', '192.168.1.20:8080'])(
    'goes by %s',
    async (host) => {
      expect(await statusWith({ host })).toBe(200);
    },
  );

  test.each(['evil.example', 'car.example.evil.example', 'evil.example:8080'])(
    'does not go by "%s"',
    async (host) => {
      expect(await statusWith({ host })).toBeGreaterThanOrEqual(400);
    },
  );

  test('pages of its own and of allowed origins may call, others not', async () => {
    const { host } = new URL(testServer.url);
    expect(await statusWith({ host, origin: testServer.url })).toBe(200);
    expect(await statusWith({ host, origin: 'https://owner.example' })).toBe(200);
    expect(await statusWith({ host, origin: 'https://evil.example' })).toBe(403);
    expect(await statusWith({ host, origin: 'http://127.0.0.1:3000' })).toBe(403);
    expect(await statusWith({ host, origin: 'null' })).toBe(403);
  });

  test('a cookie changes something only for a page that names its origin', async () => {
    const { port } = new URL(testServer.url);
    const cookie = `datacar-session-${port}=${session}`;
    const path = '/v1/session/links';
    expect(await statusWith({ cookie }, { path: '/v1/session' })).toBe(200);
    expect(await statusWith({ cookie }, { method: 'POST', path })).toBe(403);
    expect(await statusWith({ cookie, origin: 'http://127.0.0.1:3000' }, { method: 'POST', path })).toBe(403);
    expect(await statusWith({ cookie, origin: testServer.url }, { method: 'POST', path })).toBe(200);
    const fromSite = (site: string) =>
      statusWith({ cookie, origin: testServer.url, 'sec-fetch-site': site }, { method: 'POST', path });
    expect(await fromSite('same-origin')).toBe(200);
    // The same host by another scheme or port has another origin, whatever it calls itself.
    expect(await fromSite('same-site')).toBe(403);
    expect(await fromSite('cross-site')).toBe(403);
    expect(await fromSite('none')).toBe(403);
  });
});

describe('signing in', () => {
  const account = privateKeyToAccount(generatePrivateKey());

  async function prepare(changes: Partial<SiweMessage> = {}) {
    const { json } = await testServer.call('POST', '/v1/session/nonce');
    const message = createSiweMessage({
      address: account.address,
      chainId: json.chainId,
      domain: json.domain,
      nonce: json.nonce,
      uri: testServer.url,
      version: '1',
      ...changes,
    });
    return { message, signature: await account.signMessage({ message }) };
  }
  const signIn = (body: unknown) => testServer.call('POST', '/v1/session/siwe', { body });

  test('a signed message signs in, once, and sets a cookie that scripts cannot read', async () => {
    const body = await prepare();
    const { status, json, headers } = await signIn(body);
    expect([status, json.account, json.isOperator]).toEqual([200, account.address, false]);
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await signIn(body)).status).toBe(401);
    expect((await testServer.call('DELETE', '/v1/session', { token: json.token })).status).toBe(200);
    expect((await testServer.call('GET', '/v1/session', { token: json.token })).status).toBe(401);
  });

  test.each([
    ['another domain', { domain: 'evil.example' }],
    ['another chain', { chainId: 1 }],
    ['a nonce that was never given', { nonce: 'abcdefgh12345678' }],
    ['a time that is over', { expirationTime: new Date(Date.now() - 1_000) }],
    ['a time that is yet to come', { notBefore: new Date(Date.now() + 60_000) }],
    ['another account', { address: privateKeyToAccount(generatePrivateKey()).address }],
  ])('%s is refused', async (_what, changes) => {
    const { status, json } = await signIn(await prepare(changes));
    expect([status, json.error.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('a link works once', async () => {
    const { json } = await testServer.call('POST', '/v1/session/links', { token: session });
    const token = new URL(json.url).hash.slice('#token='.length);
    expect((await testServer.call('POST', '/v1/session/link', { body: { token } })).status).toBe(200);
    expect((await testServer.call('POST', '/v1/session/link', { body: { token } })).status).toBe(401);
  });
});

describe('answers', () => {
  test('are what their routes say', async () => {
    const period = `from=${FROM_MS}&to=${FROM_MS + 60_000}`;
    const paths: Record<string, string> = {
      readHealth: '/healthz',
      readServerDescription: '/.well-known/datacar.json',
      listSignals: '/v1/signals',
      readSession: '/v1/session',
      listApiTokens: '/v1/api-tokens',
      listVehicles: '/v1/vehicles',
      readVehicle: `/v1/vehicles/${car.id}`,
      readLatest: `/v1/vehicles/${car.id}/latest`,
      querySeries: `/v1/vehicles/${car.id}/series?signals=${SPEED}&${period}&interval=60s`,
      listDrives: `/v1/vehicles/${car.id}/drives`,
      listStreams: `/v1/vehicles/${car.id}/streams`,
      listGaps: `/v1/vehicles/${car.id}/gaps`,
      proveConsistency: '/v1/log/consistency?from=1&to=1',
      listAnchors: '/v1/log/anchors',
    };
    for (const [name, path] of Object.entries(paths)) {
      const { json, status } = await testServer.call('GET', path, { token: session });
      const route = allRoutes.find((candidate) => candidate.name === name);
      expect({ name, status, issues: route?.response?.safeParse(json).error?.issues }).toEqual({
        name,
        status: 200,
      });
    }
  });

  test.each([
    ['an unknown path', 'GET', '/v1/nothing', undefined, 404, 'NOT_FOUND'],
    [
      'a bad time',
      'GET',
      `/v1/vehicles/1/series?signals=${SPEED}&from=yesterday&to=1`,
      undefined,
      400,
      'INPUT_INVALID',
    ],
    [
      'an unknown signal',
      'GET',
      '/v1/vehicles/1/series?signals=Vehicle.Wings&from=0&to=1',
      undefined,
      400,
      'SIGNAL_UNKNOWN',
    ],
    ['a bad VIN', 'POST', '/v1/vehicles', { vin: 'short', model: 'x' }, 400, 'VIN_INVALID'],
    [
      'a field too many',
      'POST',
      '/v1/vehicles',
      { vin: 'VF1ACVYB012345678', model: 'x', admin: true },
      400,
      'INPUT_INVALID',
    ],
    [
      'a body that is too large',
      'POST',
      '/v1/api-tokens',
      { name: 'x'.repeat(100_000) },
      413,
      'INPUT_TOO_LARGE',
    ],
    ['a bad cursor', 'GET', '/v1/vehicles?cursor=abc', undefined, 400, 'INPUT_INVALID'],
    ['a vehicle that is none', 'GET', '/v1/vehicles/4711', undefined, 404, 'VEHICLE_UNKNOWN'],
  ])('%s is refused with its code', async (_what, method, path, body, status, code) => {
    const answer = await testServer.call(method, path, { token: session, body });
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
    expect(errorBody.safeParse(answer.json).success).toBe(true);
  });

  test('malformed JSON is refused', async () => {
    const response = await fetch(`${testServer.url}/v1/session/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"token":',
    });
    expect([response.status, (await response.json()).error.code]).toEqual([400, 'INPUT_INVALID']);
  });

  test('too many sign-ins are slowed down', async () => {
    const statuses = new Set<number>();
    for (let attempt = 0; attempt < 70; attempt += 1) {
      const { status } = await testServer.call('POST', '/v1/session/link', {
        body: { token: 'A'.repeat(43) },
      });
      statuses.add(status);
    }
    expect(statuses).toEqual(new Set([401, 429]));
  });
});

describe('documentation', () => {
  test('is OpenAPI 3.1 of every route', async () => {
    const { json } = await testServer.call('GET', '/docs/openapi.json');
    expect(json.openapi).toBe('3.1.0');
    const operations = Object.values(json.paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap((methods) => Object.values(methods))
      .map(({ operationId }) => operationId);
    expect(operations.sort()).toEqual(allRoutes.map(({ name }) => name).sort());
  });

  test('needs nothing from elsewhere', async () => {
    const page = (await testServer.call('GET', '/docs/')).bytes.toString();
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    const landing = await testServer.call('GET', '/');
    expect(landing.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(landing.bytes.toString()).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});

describe('JSON-RPC', () => {
  const forbidden = [
    'anvil_setBalance',
    'evm_mine',
    'hardhat_reset',
    'eth_accounts',
    'eth_sendTransaction',
    'eth_sign',
    'personal_sign',
    'debug_traceTransaction',
    'anvil_impersonateAccount',
  ];

  test('reads are answered, dev methods are not, alone or in a batch', async () => {
    const call = async (method: string) =>
      (await testServer.call('POST', '/rpc', { body: { jsonrpc: '2.0', id: 1, method, params: [] } })).json;
    expect((await call('eth_chainId')).result).toMatch(/^0x/);
    for (const method of forbidden)
      expect({ method, code: (await call(method)).error?.code }).toEqual({
        method,
        code: expect.any(Number),
      });
    const batch = await testServer.call('POST', '/rpc', {
      body: forbidden.map((method, id) => ({ jsonrpc: '2.0', id, method, params: [] })),
    });
    expect(batch.json.every(({ error }: { error?: unknown }) => error !== undefined)).toBe(true);
  });

  test('nor over WebSocket', async () => {
    const socket = new WebSocket(`${testServer.url.replace('http', 'ws')}/rpc`);
    await new Promise((resolve) => socket.once('open', resolve));
    const ask = (method: string) => {
      const answer = new Promise<{ result?: unknown; error?: unknown }>((resolve) => {
        socket.once('message', (data) => resolve(JSON.parse(String(data))));
      });
      socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: [] }));
      return answer;
    };
    expect((await ask('eth_blockNumber')).result).toMatch(/^0x/);
    for (const method of forbidden) expect((await ask(method)).error).toBeDefined();
    socket.terminate();
  });

  test('a WebSocket of a foreign page is refused', async () => {
    const socket = new WebSocket(`${testServer.url.replace('http', 'ws')}/rpc`, {
      origin: 'https://evil.example',
    });
    const failure = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(failure.message).toContain('403');
  });
});

describe('the live feed', () => {
  const open = () => new WebSocket(`${testServer.url.replace('http', 'ws')}/v1/live`);
  const messagesOf = (socket: WebSocket) => {
    // biome-ignore lint/suspicious/noExplicitAny: messages of several shapes
    const messages: any[] = [];
    const waiters: (() => void)[] = [];
    socket.on('message', (data) => {
      messages.push(JSON.parse(String(data)));
      for (const wake of waiters.splice(0)) wake();
    });
    return {
      messages,
      async until(isDone: () => boolean) {
        while (!isDone()) await new Promise<void>((resolve) => waiters.push(resolve));
      },
    };
  };

  test('tells what a car says when it is acknowledged', async () => {
    const socket = open();
    const feed = messagesOf(socket);
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'hello', token: session, vehicles: [car.id] }));
    await feed.until(() => feed.messages.length === 1);
    expect(feed.messages[0]).toEqual({ type: 'ready', vehicles: [car.id] });
    await car.send(car.next([{ path: SPEED, timeMs: FROM_MS + 60_000, value: 42 }]).wire);
    await feed.until(() => feed.messages.length === 3);
    expect(feed.messages[1]).toMatchObject({ type: 'batch', vehicle: car.id, count: 1 });
    expect(feed.messages[2]).toMatchObject({ type: 'reading', signal: SPEED, value: 42, source: 'software' });
    socket.terminate();
  });

  test.each([
    ['a wrong token', () => ({ type: 'hello', token: 'wrong' }), 4_401],
    ["a car's token", () => ({ type: 'hello', token: car.token() }), 4_401],
    ['a vehicle of somebody else', () => ({ type: 'hello', token: session, vehicles: ['4711'] }), 4_403],
    ['noise', () => 'noise', 4_400],
  ])('%s is refused', async (_what, hello, code) => {
    const socket = open();
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send(JSON.stringify(hello()));
    expect(await closed).toBe(code);
  });
});
