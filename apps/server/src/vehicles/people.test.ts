// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '@datacar/core/vehicles/roles';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { enrolTestCar, type TestCar } from '../testing/enrolTestCar.ts';
import { sellTestCar } from '../testing/sellTestCar.ts';
import { signInAs } from '../testing/signInAs.ts';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';

const SPEED = 'Vehicle.Speed';
const FROM_MS = Date.UTC(2026, 0, 5, 8);
const HOUR_MS = 3_600_000;
const readingAt = (minute: number) => [{ path: SPEED, timeMs: FROM_MS + minute * 60_000, value: minute }];

describe('people of a vehicle', () => {
  let testServer: TestServer;
  let clockOffsetMs = 0;
  let owner: string;
  let car: TestCar;

  beforeAll(async () => {
    testServer = await startTestServer({ clock: () => Date.now() + clockOffsetMs });
    owner = await testServer.signIn();
    car = await enrolTestCar(testServer);
    await car.send(car.next(readingAt(0)).wire);
  });
  afterAll(() => testServer.stop());

  const call = (method: string, path: string, token: string, body?: unknown) =>
    testServer.call(method, `/v1/vehicles/${car.id}${path}`, { token, body });
  const invite = (role: Role, { by = owner, name = 'Amal', hours = 1 } = {}) =>
    call('POST', '/invitations', by, { name, role, expiresInHours: hours });
  const accept = (code: string, token: string) =>
    testServer.call('POST', '/v1/invitations/accept', { token, body: { code } });

  async function joinAs(role: Role) {
    const account = privateKeyToAccount(generatePrivateKey());
    const token = await signInAs(testServer, account);
    const { json } = await invite(role);
    expect((await accept(json.code, token)).json).toEqual({ vehicle: car.id, role });
    return { account: account.address, token };
  }
  const codeOf = ({ json }: { json: { error?: { code: string } } }) => json.error?.code;

  test('an invitation says what it is to, works once, and no file has its code', async () => {
    const { status, json } = await invite('viewer', { name: ' Amal ' });
    expect(status).toBe(200);
    expect(json.url).toBe(`${testServer.url}/#invitation=${json.code}`);
    const read = (code: string) => testServer.call('POST', '/v1/invitations/read', { body: { code } });
    expect((await read(json.code.toLowerCase().replaceAll('-', ' '))).json).toEqual({
      vehicle: car.id,
      model: 'Test car',
      name: 'Amal',
      role: 'viewer',
      expiresAtMs: json.expiresAtMs,
    });
    const stored = await readFile(join(testServer.home, 'documents', 'people.json'), 'utf8');
    expect(stored).not.toContain(json.code);
    const tokens = await Promise.all(
      [1, 2, 3].map(() => signInAs(testServer, privateKeyToAccount(generatePrivateKey()))),
    );
    const outcomes = await Promise.all(tokens.map((token) => accept(json.code, token)));
    expect(outcomes.map(({ status: each }) => each).sort()).toEqual([200, 400, 400]);
    expect(codeOf(await read(json.code))).toBe('INVITATION_INVALID');
  });

  test('an invitation ends by its time, and when it is withdrawn', async () => {
    const token = await signInAs(testServer, privateKeyToAccount(generatePrivateKey()));
    const first = (await invite('driver', { hours: 2 })).json;
    const second = (await invite('driver', { hours: 2 })).json;
    expect((await call('DELETE', `/invitations/${second.id}`, owner)).status).toBe(200);
    expect(codeOf(await accept(second.code, token))).toBe('INVITATION_INVALID');
    expect(codeOf(await call('DELETE', `/invitations/${second.id}`, owner))).toBe('NOT_FOUND');
    clockOffsetMs = 2 * HOUR_MS;
    expect(codeOf(await accept(first.code, token))).toBe('INVITATION_INVALID');
    clockOffsetMs = 0;
  });

  test('everyone sees the car in their list with their role, and what the owner sees of its readings', async () => {
    for (const role of ['owner', 'driver', 'viewer'] as const) {
      const { token, account } = await joinAs(role);
      const { json } = await testServer.call('GET', '/v1/vehicles', { token });
      expect(json.items.map((item: { id: string; role: string }) => [item.id, item.role])).toEqual([
        [car.id, role],
      ]);
      const latest = await call('GET', '/latest', token);
      expect(latest.json.items.map(({ value }: { value: number }) => value)).toEqual([0]);
      const session = (await testServer.call('GET', '/v1/session', { token })).json;
      expect([session.name, session.isOperator]).toEqual(['Amal', false]);
      const people = (await call('GET', '/people', owner)).json.items;
      expect(people).toContainEqual(
        expect.objectContaining({ account, role, name: 'Amal', isOwnerOnChain: false, passkeys: 0 }),
      );
      expect(people[0]).toMatchObject({ role: 'owner', isOwnerOnChain: true, sinceMs: null });
    }
  });

  test('an invited owner manages people, but erases nothing and names no owners', async () => {
    const helper = await joinAs('owner');
    const other = await joinAs('owner');
    const driver = await joinAs('driver');
    expect((await invite('driver', { by: helper.token })).status).toBe(200);
    expect((await invite('owner', { by: helper.token })).status).toBe(403);
    expect((await call('DELETE', `/people/${other.account}`, helper.token)).status).toBe(403);
    expect((await call('DELETE', `/people/${driver.account}`, helper.token)).status).toBe(200);
    expect((await call('POST', '/erase', helper.token)).status).toBe(403);
    expect((await call('DELETE', `/people/${other.account}`, owner)).status).toBe(200);
    expect((await call('GET', '/latest', other.token)).status).toBe(403);
  });

  test('everyone may leave, and nobody else is sent away by them', async () => {
    const viewer = await joinAs('viewer');
    const driver = await joinAs('driver');
    expect((await call('DELETE', `/people/${driver.account}`, viewer.token)).status).toBe(403);
    expect((await call('DELETE', `/people/${viewer.account}`, viewer.token)).status).toBe(200);
    expect((await call('GET', '', viewer.token)).status).toBe(403);
    expect((await call('GET', '', driver.token)).status).toBe(200);
  });

  test('a viewer hears the car live, until the role ends', async () => {
    const viewer = await joinAs('viewer');
    const socket = new WebSocket(`${testServer.url.replace('http', 'ws')}/v1/live`);
    const messages: { type: string }[] = [];
    socket.on('message', (data) => messages.push(JSON.parse(String(data))));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'hello', token: viewer.token }));
    const heard = (type: string) => messages.filter((message) => message.type === type).length;
    await expect.poll(() => heard('ready')).toBe(1);
    await car.send(car.next(readingAt(1)).wire);
    await expect.poll(() => heard('batch')).toBe(1);
    await call('DELETE', `/people/${viewer.account}`, owner);
    await car.send(car.next(readingAt(2)).wire);
    await testServer.call('POST', '/v1/log/anchors', { token: owner });
    // The anchor is told to everyone, and after the batch.
    await expect.poll(() => heard('anchor')).toBeGreaterThanOrEqual(1);
    expect(heard('batch')).toBe(1);
    socket.close();
  });

  test('limits hold', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 21; count += 1) statuses.push((await invite('viewer')).status);
    expect(statuses.at(-1)).toBe(409);
    // Withdrawing one makes room again.
    const [oldest] = (await call('GET', '/people', owner)).json.invitations;
    await call('DELETE', `/invitations/${oldest.id}`, owner);
    const { status, json } = await invite('viewer');
    expect(status).toBe(200);
    await call('DELETE', `/invitations/${json.id}`, owner);
  });

  test('roles outlast a restart, and end when the car is sold', async () => {
    const driver = await joinAs('driver');
    await testServer.stop({ keepHome: true });
    testServer = await startTestServer({ home: testServer.home });
    owner = await testServer.signIn();
    expect((await call('GET', '', driver.token)).json.role).toBe('driver');
    const open = (await call('GET', '/people', owner)).json.invitations.length;
    expect(open).toBeGreaterThan(0);

    const buyer = privateKeyToAccount(generatePrivateKey());
    await sellTestCar(testServer, { vehicle: car.id, to: buyer.address });
    const buyerToken = await signInAs(testServer, buyer);
    await expect.poll(async () => (await call('GET', '', buyerToken)).status).toBe(200);
    expect((await call('GET', '', driver.token)).status).toBe(403);
    expect((await call('GET', '', owner)).json.role).toBe('formerOwner');
    // Who sold it still reads what it said then, and manages nothing.
    expect((await call('GET', '/latest', owner)).status).toBe(200);
    expect((await call('GET', '/people', owner)).status).toBe(403);
    expect((await invite('viewer')).status).toBe(403);
    expect((await call('GET', '/people', buyerToken)).json).toMatchObject({
      items: [{ account: buyer.address }],
      invitations: [],
    });
  });
});
