// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch } from '@datacar/core/records/Batch';
import { hashColumns } from '@datacar/core/records/hashColumns';
import { merkleRoot } from '@datacar/core/records/merkleRoot';
import type { Reading } from '@datacar/core/records/Reading';
import { catalogue } from '@datacar/core/signals/catalogue';
import type { Benchmark, BenchmarkResult } from '@datacar/testing/bench/Benchmark';
import mqtt from 'mqtt';
import { createTestApi } from '../../testing/createTestApi.ts';
import { enrolTestCar, type TestCar } from '../../testing/enrolTestCar.ts';
import type { LatencyProbeOptions, LatencyProbeResult } from '../../testing/latencyProbe.ts';
import { type SpawnedServer, spawnTestServer } from '../../testing/spawnTestServer.ts';

/** As many as a real drive has: 13 signals once a second. */
const SIGNALS = 13;
const SECONDS = 60;
const CARS = 16;
const BATCHES_PER_CAR = 150;
/** Sent before the clock runs: a server compiles its hot functions once in its life, not once in each two seconds. */
const WARM_UP_BATCHES_PER_CAR = 50;
const READINGS = CARS * BATCHES_PER_CAR * SIGNALS * SECONDS;
/** Batches of one car on their way at once, over MQTT, as an agent has them. */
const MQTT_WINDOW = 16;
const FROM_MS = Date.UTC(2026, 0, 5);

/** Float signals without narrow ranges, for values that change like those of a drive. */
const paths = catalogue
  .filter(({ type, min, max }) => type === 'float' && (min ?? 0) <= 0 && (max ?? 100) >= 100)
  .slice(0, SIGNALS)
  .map(({ path }) => path);

interface PreparedCar {
  car: TestCar;
  wires: Uint8Array[];
  batches: Batch[];
}

interface Setting {
  server: SpawnedServer;
  cars: PreparedCar[];
  session: string;
}

async function withServer<Result>(
  work: (setting: Setting) => Promise<Result>,
  batchesPerCar = WARM_UP_BATCHES_PER_CAR + BATCHES_PER_CAR,
): Promise<Result> {
  const home = await mkdtemp(join(tmpdir(), 'datacar-bench-'));
  const server = await spawnTestServer(home);
  try {
    const api = createTestApi(server.ready);
    const session = await api.signIn();
    const cars = await Promise.all(Array.from({ length: CARS }, () => enrolTestCar(api)));
    return await work({ server, session, cars: cars.map((car) => prepare(car, batchesPerCar)) });
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

function prepare(car: TestCar, count: number): PreparedCar {
  const built = Array.from({ length: count }, (_, minute) => car.next(readingsOf(FROM_MS + minute * 60_000)));
  return { car, wires: built.map(({ wire }) => wire), batches: built.map(({ batch }) => batch) };
}

function readingsOf(fromMs: number): Reading[] {
  return paths.flatMap((path, signal) =>
    Array.from({ length: SECONDS }, (_, second) => ({
      path,
      timeMs: fromMs + second * 1_000,
      value: Math.round(50 + 40 * Math.sin(second / 10 + signal)) + 0.5,
    })),
  );
}

/** Salts, leaf and node hashes of the same batches, and nothing else, on one core; warm as well. */
function measureHashing(cars: readonly PreparedCar[]): number {
  const hashAll = (from: number, to?: number) => {
    for (const { batches } of cars)
      for (const { columns, secret } of batches.slice(from, to)) merkleRoot(hashColumns(columns, secret));
  };
  hashAll(0, WARM_UP_BATCHES_PER_CAR);
  const startedAt = performance.now();
  hashAll(WARM_UP_BATCHES_PER_CAR);
  return READINGS / ((performance.now() - startedAt) / 1_000);
}

/** Readings a second, from the first batch sent to the last acknowledgement received. */
async function measureIngest(
  { server, cars }: Setting,
  send: (server: SpawnedServer, car: PreparedCar) => Promise<void>,
): Promise<BenchmarkResult> {
  const baselineValue = measureHashing(cars);
  const sendAll = (from: number, to?: number) =>
    Promise.all(cars.map((car) => send(server, { ...car, wires: car.wires.slice(from, to) })));
  await sendAll(0, WARM_UP_BATCHES_PER_CAR);
  const startedAt = performance.now();
  await sendAll(WARM_UP_BATCHES_PER_CAR);
  const value = READINGS / ((performance.now() - startedAt) / 1_000);
  return { value, baselineName, baselineValue };
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function post(url: URL, token: string, wire: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/cbor',
      'content-length': wire.length,
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
      );
    });
    sent.once('error', reject);
    sent.end(wire);
  });
}

async function sendByHttp(server: SpawnedServer, { car, wires }: PreparedCar): Promise<void> {
  const url = new URL(`/v1/vehicles/${car.id}/batches`, server.ready.url);
  const token = car.token();
  for (const wire of wires) await post(url, token, wire);
}

async function sendByMqtt(server: SpawnedServer, { car, wires }: PreparedCar): Promise<void> {
  const client = await mqtt.connectAsync(server.ready.mqttUrl ?? '', {
    protocolVersion: 4,
    username: car.id,
    password: car.token(),
    clientId: `vehicle-${car.id}-bench`,
  });
  await client.subscribeAsync(`datacar/1/${car.id}/ack`, { qos: 1 });
  let sent = 0;
  let answered = 0;
  await new Promise<void>((resolve, reject) => {
    const sendNext = () => {
      const wire = wires[sent];
      if (wire === undefined) return;
      sent += 1;
      client.publish(
        `datacar/1/${car.id}/batch`,
        wire as Buffer,
        { qos: 1 },
        (error) => error && reject(error),
      );
    };
    client.on('message', (_topic, payload) => {
      if (!payload.includes('"acknowledgement"')) reject(new Error(payload.toString()));
      answered += 1;
      if (answered === wires.length) resolve();
      sendNext();
    });
    for (let index = 0; index < MQTT_WINDOW; index += 1) sendNext();
  });
  await client.endAsync();
}

const aim = 'at least 200,000, and half of hashing alone';
const baselineName = 'salts, leaf and node hashes alone, one core';

const BACKGROUND_READINGS_PER_SECOND = 20_000;
/** Enough for a minute at this rate. */
const BACKGROUND_BATCHES_PER_CAR = 100;

/** 16 connections, each waiting for its answer; the pause is what a page does between two questions. */
const probeClients = { clients: 16, queriesPerClient: 500, warmUpQueries: 100, pauseMsMean: 5 };

const PROBE_ROUNDS = 3;

function medianOf(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

function forkTool(name: string, argument: string): ChildProcess {
  const file = new URL(`../../testing/${name}`, import.meta.url);
  return fork(file, [argument], { execArgv: ['--import', 'tsx'] });
}

async function probeLatency(options: Omit<LatencyProbeOptions, keyof typeof probeClients>): Promise<number> {
  const probe = forkTool('latencyProbe.ts', JSON.stringify({ ...options, ...probeClients }));
  const failed = once(probe, 'exit').then(() =>
    Promise.reject(new Error('the probe ended without a result')),
  );
  const [result] = (await Promise.race([once(probe, 'message'), failed])) as [LatencyProbeResult];
  failed.catch(() => undefined);
  return result.p99Ms;
}

/**
 * The 99th percentile of asking for a car's latest values while batches come in, beside a bare HTTP server that gives
 * the same bytes to the same clients, with the same batches coming in: what is above it is ours, the rest is the
 * machine's.
 */
async function measureLatest(setting: Setting): Promise<BenchmarkResult> {
  const { server, session: token, cars } = setting;
  const [first] = cars;
  if (first === undefined) throw new Error('there are no cars');
  await sendByHttp(server, { ...first, wires: first.wires.slice(0, 1) });
  const path = `/v1/vehicles/${first.car.id}/latest`;
  const answer = await fetch(new URL(path, server.ready.url), {
    headers: { authorization: `Bearer ${token}` },
  });
  const bare = forkTool('bareAnswer.ts', await answer.text());
  const [{ port }] = (await once(bare, 'message')) as [{ port: number }];
  const background = startBackground(setting);
  try {
    const bareTimes: number[] = [];
    const times: number[] = [];
    // By turns, so that both meet the same neighbours on the machine.
    for (let round = 0; round < PROBE_ROUNDS; round += 1) {
      bareTimes.push(await probeLatency({ url: `http://127.0.0.1:${port}`, path, token }));
      times.push(await probeLatency({ url: server.ready.url, path, token }));
    }
    const [value, baselineValue] = [medianOf(times), medianOf(bareTimes)];
    return { value, baselineName: 'the same bytes from bare node:http', baselineValue };
  } finally {
    bare.disconnect();
    await background.stop();
  }
}

/** Sends batches evenly until it is stopped or runs out of them. */
function startBackground({ server, cars }: Setting): { stop(): Promise<void> } {
  let isStopped = false;
  const perBatch = SIGNALS * SECONDS;
  const pauseMs = (1_000 * perBatch * CARS) / BACKGROUND_READINGS_PER_SECOND;
  const running = cars.map(async ({ car, wires }, index) => {
    const url = new URL(`/v1/vehicles/${car.id}/batches`, server.ready.url);
    const token = car.token();
    await new Promise((resolve) => setTimeout(resolve, (pauseMs * index) / CARS));
    for (const wire of wires) {
      if (isStopped) return;
      const [, due] = [await post(url, token, wire), new Promise((resolve) => setTimeout(resolve, pauseMs))];
      await due;
    }
  });
  return {
    async stop() {
      isStopped = true;
      await Promise.all(running);
    },
  };
}

export const benchmarks: Benchmark[] = [
  {
    name: 'ingest.mqtt',
    unit: 'readings/s',
    isHigherBetter: true,
    aim,
    run: () => withServer((setting) => measureIngest(setting, sendByMqtt)),
  },
  {
    name: 'ingest.http',
    unit: 'readings/s',
    isHigherBetter: true,
    aim,
    run: () => withServer((setting) => measureIngest(setting, sendByHttp)),
  },
  {
    name: 'query.latest.p99',
    unit: 'ms',
    isHigherBetter: false,
    aim: 'at most 2.6, 16 clients, with ingest at 20,000 readings/s',
    run: () => withServer(measureLatest, BACKGROUND_BATCHES_PER_CAR),
  },
  {
    name: 'start.ready',
    unit: 's',
    isHigherBetter: false,
    aim: 'first start within 15 s of the install',
    async run() {
      const home = await mkdtemp(join(tmpdir(), 'datacar-bench-'));
      try {
        const first = await spawnTestServer(home);
        await first.stop();
        const second = await spawnTestServer(home);
        await second.stop();
        return {
          value: first.readyMs / 1_000,
          baselineName: 'a later start',
          baselineValue: second.readyMs / 1_000,
        };
      } finally {
        await rm(home, { recursive: true, force: true });
      }
    },
  },
];
