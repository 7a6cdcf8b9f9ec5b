// SPDX-License-Identifier: Apache-2.0
import { ovmsMapping } from '@datacar/core/signals/ovmsMapping';
import { wicanMapping } from '@datacar/core/signals/wicanMapping';
import { startTestBroker, type TestBroker } from '@datacar/testing/mqtt/startTestBroker';
import { afterEach, describe, expect, test } from 'vitest';
import type { SourceChunk } from '../Source.ts';
import { BACKLOG_MAX_READINGS, createChunkQueue, emptyChunk } from './createChunkQueue.ts';
import { type MqttSourceOptions, mqttSource } from './mqttSource.ts';

const brokers: TestBroker[] = [];
afterEach(async () => {
  for (const broker of brokers.splice(0)) await broker.close();
});

async function startBroker(options?: Parameters<typeof startTestBroker>[0]): Promise<TestBroker> {
  const broker = await startTestBroker(options);
  brokers.push(broker);
  return broker;
}

/** Reads from a source until `isEnough`, with what was read at every step. */
function startReading(
  options: MqttSourceOptions,
  isEnough: (all: SourceChunk) => boolean,
): Promise<SourceChunk> {
  const controller = new AbortController();
  const source = mqttSource(options);
  const all = emptyChunk();
  return (async () => {
    for await (const chunk of source.read({ signal: controller.signal })) {
      all.rowsRead += chunk.rowsRead;
      all.readings.push(...chunk.readings);
      all.refusedReadings.push(...chunk.refusedReadings);
      if (isEnough(all)) controller.abort();
    }
    return all;
  })();
}

describe('mqttSource with a real broker', () => {
  test('gives what an OVMS module publishes, and survives what is broken', async () => {
    const broker = await startBroker();
    await broker.publish('ovms/jo/EV1/metric/v/b/soc', '12', { retain: true });
    const reading = startReading(
      { url: broker.url, mapping: ovmsMapping },
      ({ readings }) => readings.length >= 3,
    );
    await broker.subscribed('ovms/+/+/metric/#');
    const beforeMs = Date.now();
    await broker.publish('ovms/jo/EV1/metric/v/b/soc', '81.5');
    await broker.publish('ovms/jo/EV1/metric/v/b/soc', Uint8Array.of(0xff, 0xfe));
    await broker.publish('ovms/jo/EV1/metric/v/p/speed', '50');
    await broker.publish('ovms/jo/EV1/metric/v/p/speed', '51');
    const { readings, refusedReadings } = await reading;
    expect(readings.map(({ path, value }) => [path.split('.').at(-1), value])).toEqual([
      ['Current', 81.5],
      ['Speed', 50],
      ['Speed', 51],
    ]);
    const [first, second, third] = readings.map(({ timeMs }) => timeMs);
    expect(first).toBeGreaterThanOrEqual(beforeMs);
    expect(second).toBeLessThan(third ?? 0);
    expect(refusedReadings.map(({ code }) => code)).toEqual(['PAYLOAD_MALFORMED']);
    await expect.poll(() => broker.clientCount()).toBe(0);
  });

  test('listens to a topic set on the dongle, with the password of the URL', async () => {
    const broker = await startBroker({ password: 's3cret' });
    const url = broker.url.replace('mqtt://', 'mqtt://jo:s3cret@');
    const source = mqttSource({ url, mapping: wicanMapping, topic: 'wicanauto' });
    expect(source.label).toBe(`127.0.0.1:${broker.port} (wican)`);
    expect(source.kind).toBe('measured');
    const reading = startReading(
      { url, mapping: wicanMapping, topic: 'wicanauto' },
      ({ readings }) => readings.length >= 1,
    );
    await broker.subscribed('wicanauto');
    await broker.publish('wicanauto', '{"SOC": 64}');
    expect((await reading).readings).toMatchObject([{ value: 64 }]);
  });

  test('reports a refusing broker once and keeps trying', async () => {
    const broker = await startBroker({ password: 's3cret' });
    const { refusedReadings } = await startReading(
      { url: broker.url, mapping: ovmsMapping },
      (all) => all.refusedReadings.length > 0,
    );
    expect(refusedReadings).toMatchObject([{ code: 'BROKER_UNREACHABLE' }]);
    expect(JSON.stringify(refusedReadings)).not.toContain('s3cret');
  });

  test('comes back when the broker was away', { timeout: 30_000 }, async () => {
    const first = await startBroker();
    let outages = 0;
    const reading = startReading({ url: first.url, mapping: ovmsMapping }, (all) => {
      outages = all.refusedReadings.length;
      return all.readings.length >= 2;
    });
    await first.subscribed('ovms/+/+/metric/#');
    await first.publish('ovms/jo/EV1/metric/v/b/soc', '81');
    await expect.poll(() => first.clientCount()).toBe(1);
    await first.close();
    brokers.pop();
    await expect.poll(() => outages, { timeout: 10_000 }).toBe(1);
    const second = await startBroker({ port: first.port });
    await second.subscribed('ovms/+/+/metric/#');
    await second.publish('ovms/jo/EV1/metric/v/b/soc', '80');
    const { readings, refusedReadings } = await reading;
    expect(readings.map(({ value }) => value)).toEqual([81, 80]);
    expect(refusedReadings.map(({ code }) => code)).toEqual(['BROKER_UNREACHABLE']);
  });

  test('is refused for a URL of something else', () => {
    for (const url of ['http://127.0.0.1', 'file:///etc/passwd', 'broker', '']) {
      expect(() => mqttSource({ url, mapping: ovmsMapping })).toThrow(
        expect.objectContaining({ code: 'INPUT_INVALID' }),
      );
    }
  });

  test('ends at once when it was told to before it began', async () => {
    const broker = await startBroker();
    const source = mqttSource({ url: broker.url, mapping: ovmsMapping });
    for await (const _ of source.read({ signal: AbortSignal.abort() })) expect.unreachable();
    expect(broker.clientCount()).toBe(0);
  });
});

describe('the backlog of a slow consumer', () => {
  const message = (count: number): SourceChunk => ({
    ...emptyChunk(),
    rowsRead: 1,
    readings: Array.from({ length: count }, (_, index) => ({
      path: 'Vehicle.Speed',
      timeMs: index,
      value: 1,
    })),
  });

  test('is bounded, and what was dropped is reported', async () => {
    const queue = createChunkQueue();
    queue.push(message(BACKLOG_MAX_READINGS));
    queue.push(message(7));
    const chunk = await queue.take();
    expect(chunk?.readings).toHaveLength(BACKLOG_MAX_READINGS);
    expect(chunk?.rowsRead).toBe(2);
    expect(chunk?.refusedReadings).toMatchObject([{ code: 'OVERLOADED' }]);
  });

  test('is given to the end after it was closed', async () => {
    const queue = createChunkQueue();
    const waiting = queue.take();
    queue.push(message(1));
    expect((await waiting)?.readings).toHaveLength(1);
    queue.push(message(2));
    queue.close();
    queue.push(message(3));
    expect((await queue.take())?.readings).toHaveLength(2);
    expect(await queue.take()).toBeUndefined();
  });
});
