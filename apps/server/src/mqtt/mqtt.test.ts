// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { enrolTestCar, enrolWithCode, type TestCar } from '../testing/enrolTestCar.ts';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';

const SPEED = 'Vehicle.Speed';
const FROM_MS = Date.UTC(2026, 0, 5, 8);
let minutes = 0;
const nextReading = () => {
  minutes += 1;
  return [{ path: SPEED, timeMs: FROM_MS + minutes * 60_000, value: minutes }];
};

const clients: MqttClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
});

interface ConnectOptions {
  username?: string;
  password?: string;
  clientId?: string;
  protocolVersion?: 4 | 5;
}

async function connectAs(url: string, car: TestCar, options: ConnectOptions = {}): Promise<MqttClient> {
  const client = mqtt.connect(url, {
    protocolVersion: 4,
    username: car.id,
    password: car.token(),
    clientId: `vehicle-${car.id}-test`,
    reconnectPeriod: 0,
    ...options,
  });
  clients.push(client);
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed')));
  });
  return client;
}

/** Publishes a batch and waits for what the server says about it. */
async function publish(client: MqttClient, car: TestCar, wire: Uint8Array): Promise<IngestAnswer> {
  await client.subscribeAsync(`datacar/1/${car.id}/ack`, { qos: 1 });
  const answer = new Promise<IngestAnswer>((resolve) => {
    client.once('message', (_topic, payload) => resolve(JSON.parse(payload.toString())));
  });
  await client.publishAsync(`datacar/1/${car.id}/batch`, Buffer.from(wire), { qos: 1 });
  return answer;
}

describe('the embedded broker', () => {
  let testServer: TestServer;
  let url: string;
  let car: TestCar;
  let otherCar: TestCar;

  beforeAll(async () => {
    testServer = await startTestServer();
    url = testServer.server.ready.mqttUrl ?? '';
    [car, otherCar] = await Promise.all([enrolTestCar(testServer), enrolTestCar(testServer)]);
  });

  afterAll(() => testServer.stop());

  test('takes a batch and answers with a signed acknowledgement', async () => {
    const client = await connectAs(url, car);
    const { wire } = car.next(nextReading());
    const answer = await publish(client, car, wire);
    expect(answer).toMatchObject({ sequence: 0, readings: { added: 1, duplicates: 0, conflicts: 0 } });
    expect(answer.acknowledgement).toMatch(/^[\w-]{200,}$/);
    const again = await publish(client, car, wire);
    expect(again).toMatchObject({ headerHash: answer.headerHash, readings: { added: 0, duplicates: 1 } });
  });

  test('answers a bad batch with its code', async () => {
    const client = await connectAs(url, car);
    const answer = await publish(client, car, Buffer.from('noise'));
    expect(answer).toMatchObject({ headerHash: null, error: { code: 'BATCH_MALFORMED', final: true } });
  });

  test.each([
    ['a wrong password', () => ({ password: 'wrong' })],
    ["another car's password", () => ({ password: otherCar.token() })],
    ["another car's name", () => ({ username: otherCar.id })],
    ['a client id of another car', () => ({ clientId: `vehicle-${otherCar.id}-test` })],
    ['an expired password', () => ({ password: car.token(Date.now() - 3_700_000) })],
  ])('refuses %s', async (_what, options) => {
    await expect(connectAs(url, car, options())).rejects.toThrow();
  });

  test("refuses to publish to and to hear another car's topics", async () => {
    const client = await connectAs(url, car);
    for (const topic of [
      '#',
      'datacar/1/+/batch',
      `datacar/1/${otherCar.id}/ack`,
      `datacar/1/${car.id}/batch`,
    ]) {
      await expect(client.subscribeAsync(topic)).rejects.toThrow();
    }
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.publish(`datacar/1/${otherCar.id}/batch`, 'x', { qos: 1 });
    await closed;
  });

  test('a key that is replaced publishes nothing more, also on a connection that it opened before', async () => {
    const sold = await enrolTestCar(testServer);
    const client = await connectAs(url, sold);
    await publish(client, sold, sold.next(nextReading()).wire);
    const { json } = await testServer.call('POST', `/v1/vehicles/${sold.id}/enrolment-codes`, {
      token: await testServer.signIn(),
    });
    await enrolWithCode(testServer, { id: sold.id, code: json.enrolmentCode });
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.publish(`datacar/1/${sold.id}/batch`, Buffer.from(sold.next(nextReading()).wire), { qos: 1 });
    await closed;
  });

  test('a packet that is too large ends the connection before its body is read', async () => {
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    // CONNECT with a remaining length of 200 MiB, of which nothing more is sent.
    socket.write(Buffer.from([0x10, 0x80, 0x80, 0x80, 0x64]));
    await closed;
  });
});

const hasMosquitto = spawnSync('mosquitto', ['-h']).error === undefined;
if (!hasMosquitto) console.warn('mosquitto is not installed: the test with an external broker is skipped.');

describe.skipIf(!hasMosquitto)('an external broker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'datacar-mosquitto-'));
  let broker: ChildProcess;
  let testServer: TestServer;
  let url: string;

  beforeAll(async () => {
    const port = await findFreePort();
    const config = join(folder, 'mosquitto.conf');
    writeFileSync(config, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\n`);
    broker = spawn('mosquitto', ['-c', config], { stdio: 'ignore' });
    url = `mqtt://127.0.0.1:${port}`;
    await waitForPort(port);
    testServer = await startTestServer({ mqttUrl: url });
  });

  afterAll(async () => {
    await testServer?.stop();
    broker?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([4, 5] as const)(
    'takes and answers batches over MQTT protocol version %d',
    async (protocolVersion) => {
      expect(testServer.server.ready.mqttUrl).toBe(url);
      const car = await enrolTestCar(testServer);
      const client = await connectAs(url, car, { protocolVersion });
      const answer = await publish(client, car, car.next(nextReading()).wire);
      expect(answer).toMatchObject({ sequence: 0, readings: { added: 1 } });
      const health = await testServer.call('GET', '/healthz');
      expect(health.json.checks.mqtt.isHealthy).toBe(true);
    },
  );
});

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function waitForPort(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
