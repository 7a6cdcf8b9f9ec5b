// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { AgentEvent } from '@datacar/core/vehicles/AgentEvent';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBackoff } from './createBackoff.ts';
import { mqttTransport } from './mqttTransport.ts';
import { openUplink } from './openUplink.ts';

const headerHash = 'ab'.repeat(32);
const batch = { headerHash, wire: Uint8Array.of(1, 2, 3) };

let broker: Aedes;
let server: Server;
let sockets: Set<Socket>;
let url: string;

async function listen(port = 0): Promise<void> {
  broker = await Aedes.createBroker();
  sockets = new Set();
  server = createServer((socket) => {
    sockets.add(socket);
    broker.handle(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stopListening(): Promise<void> {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => broker.close(() => resolve(undefined)));
  await new Promise((resolve) => server.close(resolve));
}

beforeEach(() => listen());
afterEach(stopListening);

const transport = (renewInMs: number | undefined = undefined) =>
  mqttTransport(
    { url, vehicle: '1' },
    { getCredentials: () => ({ username: '1', password: 'token', renewInMs }) },
  );

test('signs in with the vehicle and its password, and publishes on its own topic', async () => {
  const seen: unknown[] = [];
  broker.authenticate = (client, username, password, done) => {
    seen.push([client.id.replace(/[0-9a-f]+$/, ''), username, password?.toString()]);
    done(null, true);
  };
  const published = once(broker, 'publish');
  broker.on('publish', ({ topic, payload }, client) => {
    if (client !== null) seen.push([topic, [...(payload as Buffer)]]);
  });
  const connection = await transport().open();
  const answer = connection.send(batch);
  answer.catch(() => undefined);
  await published;
  while (seen.length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(seen).toEqual([
    ['vehicle-1-', '1', 'token'],
    ['datacar/1/1/batch', [1, 2, 3]],
  ]);
  for (const socket of sockets) socket.destroy();
  await expect(answer).rejects.toMatchObject({ code: 'BROKER_UNREACHABLE' });
  expect(await connection.lost).toMatchObject({ code: 'BROKER_UNREACHABLE' });
});

test('says which broker does not answer', async () => {
  await stopListening();
  await expect(transport().open()).rejects.toMatchObject({ code: 'BROKER_UNREACHABLE' });
  await listen();
});

test('says that the broker refuses the password', async () => {
  broker.authenticate = (_client, _username, _password, done) => done(null, false);
  await expect(transport().open()).rejects.toMatchObject({ code: 'BROKER_REFUSED' });
});

test('says that it may not read its own topic', async () => {
  broker.authorizeSubscribe = (_client, _subscription, done) => done(null, null);
  await expect(transport().open()).rejects.toMatchObject({ code: 'BROKER_REFUSED' });
});

test('opens the connection anew before its password ends, and after the broker was away', async () => {
  const events: AgentEvent[] = [];
  const count = (name: string) => events.filter(({ event }) => event === name).length;
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const uplink = openUplink(
    { vehicle: '1', transport: transport(200) },
    { emit: (event) => events.push(event), random: () => 0 },
  );
  await until(() => count('connected') === 2);
  expect(count('disconnected')).toBe(0);

  const { port } = server.address() as AddressInfo;
  await stopListening();
  await until(() => count('disconnected') > 0);
  await listen(port);
  await until(() => count('connected') === 3);
  await uplink.close();
});

test('backs off to a minute, with half of the wait drawn at random', () => {
  const waits = (random: () => number) => {
    const backoff = createBackoff({ random });
    return Array.from({ length: 9 }, () => backoff.nextMs());
  };
  expect(waits(() => 0)).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(waits(() => 1)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});
