// SPDX-License-Identifier: Apache-2.0
// Kill -9 at random moments under load: what was acknowledged is there once, and the log fits every anchor.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../testing/createTestApi.ts';
import { enrolTestCar, type TestCar } from '../testing/enrolTestCar.ts';
import { type SpawnedServer, spawnTestServer } from '../testing/spawnTestServer.ts';

/** `npm run test:crash` sets more. */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3);
const KILL_AFTER_MS_MAX = 1_500;
const ROUND_MS_MAX = 60_000;
const SPEED = 'Vehicle.Speed';
const FROM_MS = Date.UTC(2026, 0, 5);

interface Anchor {
  size: number;
  root: string;
}

const home = await mkdtemp(join(tmpdir(), 'datacar-crash-'));
let server: SpawnedServer | undefined;

afterAll(async () => {
  // Stopped, not killed: a killed server leaves its chain's engine to its next start.
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

/** Sends one batch after the other until the server is gone. What has no answer is sent again after the restart. */
function startLoad(
  api: TestApi,
  car: TestCar,
  { acknowledged, unanswered }: { acknowledged: string[]; unanswered: Uint8Array[] },
) {
  return (async () => {
    for (;;) {
      const [waiting] = unanswered;
      const minute = acknowledged.length;
      const wire =
        waiting ?? car.next([{ path: SPEED, timeMs: FROM_MS + minute * 60_000, value: minute }]).wire;
      if (waiting === undefined) unanswered.push(wire);
      const { json, status } = await api.call('POST', `/v1/vehicles/${car.id}/batches`, {
        token: car.token(),
        body: wire,
      });
      if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(json)}`);
      acknowledged.push(json.headerHash);
      unanswered.shift();
    }
  })();
}

test(
  `${ROUNDS} kills under load lose nothing that was acknowledged`,
  async () => {
    server = await spawnTestServer(home);
    let api = createTestApi(server.ready);
    const cars = await Promise.all([enrolTestCar(api), enrolTestCar(api)]);
    const records = cars.map(() => ({ acknowledged: [] as string[], unanswered: [] as Uint8Array[] }));
    const anchors: Anchor[] = [];

    for (let round = 0; round < ROUNDS; round += 1) {
      const loads = cars.map((car, index) =>
        startLoad(api, car, records[index] ?? { acknowledged: [], unanswered: [] }).catch(
          (error: Error) => error,
        ),
      );
      const session = await api.signIn();
      const anchoring = (async () => {
        for (;;) {
          const { json, status } = await api.call('POST', '/v1/log/anchors', { token: session });
          if (status === 200) anchors.push({ size: json.size, root: json.root });
        }
      })().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * KILL_AFTER_MS_MAX));
      await server.kill();
      for (const ended of await Promise.all(loads)) expect(String(ended)).toMatch(/fetch failed|terminated/);
      await anchoring;

      server = await spawnTestServer(home);
      api = createTestApi(server.ready);
      await checkEverything(api, { cars, records, anchors });
    }
    await server.stop();
    server = undefined;
  },
  ROUNDS * ROUND_MS_MAX,
);

async function checkEverything(
  api: TestApi,
  { cars, records, anchors }: { cars: TestCar[]; records: { acknowledged: string[] }[]; anchors: Anchor[] },
): Promise<void> {
  const leaves = new Set<number>();
  for (const [index, car] of cars.entries()) {
    const acknowledged = records[index]?.acknowledged ?? [];
    for (const headerHash of acknowledged) {
      const { status, json } = await api.call('GET', `/v1/batches/${headerHash}/inclusion`, {
        token: car.token(),
      });
      expect(status).toBe(200);
      expect(leaves.has(json.logIndex)).toBe(false);
      leaves.add(json.logIndex);
    }
    const session = await api.signIn();
    const path = `/v1/vehicles/${car.id}/series?signals=${SPEED}&from=${FROM_MS}&to=${FROM_MS + 10 ** 10}&limit=10000`;
    const { json: series } = await api.call('GET', path, { token: session });
    const values = series.items.map(({ value }: { value: number }) => value);
    expect(values).toEqual(values.map((_: number, minute: number) => minute));
    expect(values.length).toBeGreaterThanOrEqual(acknowledged.length);
  }
  const [, sizeText] = (await api.call('GET', '/v1/log/checkpoint')).bytes.toString().split('\n');
  for (const { size, root } of anchors) {
    const { json } = await api.call('GET', `/v1/log/consistency?from=${size}&to=${sizeText}`);
    expect(json.fromRoot).toBe(root);
  }
}
