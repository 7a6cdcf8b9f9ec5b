// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createTestApi } from '../../testing/createTestApi.ts';
import { enrolTestCar } from '../../testing/enrolTestCar.ts';
import { type SpawnedServer, spawnTestServer } from '../../testing/spawnTestServer.ts';

/** Room for the chain and some batches; the batch log is the first to reach it. */
const FILE_KIB_MAX = 4_096;
const PATHS = ['Vehicle.Speed', 'Vehicle.CurrentLocation.Altitude', 'Vehicle.CurrentLocation.Heading'];
const READINGS_PER_PATH = 3_000;
const FROM_MS = Date.UTC(2026, 0, 5, 8);
const BATCHES_MAX = 200;

const home = await mkdtemp(join(tmpdir(), 'datacar-full-'));
let server: SpawnedServer | undefined;

afterAll(async () => {
  // Stopped, not killed: a killed server leaves its chain's engine to its next start.
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

/** Values that no compression makes small, 20 ms apart. */
const noiseOf = (minute: number) =>
  PATHS.flatMap((path) =>
    Array.from({ length: READINGS_PER_PATH }, (_, index) => ({
      path,
      timeMs: FROM_MS + minute * 60_000 + index * 20,
      value: Math.random() * 300,
    })),
  );

test('a full disk means refused, never acknowledged, and taken again when there is room', async () => {
  server = await spawnTestServer(home, { fileKibMax: FILE_KIB_MAX });
  let api = createTestApi(server.ready);
  const car = await enrolTestCar(api);
  const acknowledged: string[] = [];
  let refused: Uint8Array | undefined;
  for (let minute = 0; minute < BATCHES_MAX && refused === undefined; minute += 1) {
    const { wire } = car.next(noiseOf(minute));
    const answer = await api.call('POST', `/v1/vehicles/${car.id}/batches`, {
      token: car.token(),
      body: wire,
    });
    if (answer.status === 200) {
      acknowledged.push(answer.json.headerHash);
      continue;
    }
    expect([answer.status, answer.json.error.code]).toEqual([507, 'STORAGE_FULL']);
    expect(answer.json.error.details.final).toBe(false);
    expect(answer.json.acknowledgement).toBeUndefined();
    expect(answer.headers.get('retry-after')).not.toBeNull();
    refused = wire;
  }
  expect(acknowledged.length).toBeGreaterThan(10);
  expect(refused).toBeDefined();
  const [, size] = (await api.call('GET', '/v1/log/checkpoint')).bytes.toString().split('\n');
  expect(Number(size)).toBe(acknowledged.length);

  await server.kill();
  server = await spawnTestServer(home);
  api = createTestApi(server.ready);
  for (const headerHash of acknowledged) {
    const { status } = await api.call('GET', `/v1/batches/${headerHash}/inclusion`, { token: car.token() });
    expect(status).toBe(200);
  }
  const again = await api.call('POST', `/v1/vehicles/${car.id}/batches`, {
    token: car.token(),
    body: refused,
  });
  expect([again.status, again.json.readings.added]).toEqual([200, PATHS.length * READINGS_PER_PATH]);
}, 120_000);
