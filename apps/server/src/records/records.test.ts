// SPDX-License-Identifier: Apache-2.0
import { decodeBase64Url } from '@datacar/core/encoding/decodeBase64Url';
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
import { verifyAcknowledgement } from '@datacar/core/records/verifyAcknowledgement';
import { verifyProof } from '@datacar/core/records/verifyProof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolTestCar, type TestCar } from '../testing/enrolTestCar.ts';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';

const SPEED = 'Vehicle.Speed';
const CHARGE = 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current';
const FROM_MS = Date.UTC(2026, 0, 5, 8);

const minuteOf = (fromMs: number, speedKmh = 50) =>
  Array.from({ length: 60 }, (_, second) => [
    { path: SPEED, timeMs: fromMs + second * 1_000, value: speedKmh + second / 10 },
    { path: CHARGE, timeMs: fromMs + second * 1_000, value: 80 - second / 100 },
  ]).flat();

describe('from a signed batch to a proof', () => {
  let testServer: TestServer;
  let car: TestCar;
  let session: string;

  beforeAll(async () => {
    testServer = await startTestServer();
    session = await testServer.signIn();
    car = await enrolTestCar(testServer);
    for (let minute = 0; minute < 5; minute += 1) {
      const { wire } = car.next(minuteOf(FROM_MS + minute * 60_000));
      const { status, json } = await car.send(wire);
      expect({ status, readings: json.readings }).toEqual({
        status: 200,
        readings: { added: 120, duplicates: 0, conflicts: 0 },
      });
    }
  });

  afterAll(() => testServer.stop());

  test('an acknowledgement is signed by the key that enrolment pinned, and sending again answers alike', async () => {
    const { batch, wire } = car.next(minuteOf(FROM_MS + 5 * 60_000));
    const first = await car.send(wire);
    const again = await car.send(wire);
    expect(again.json.readings).toEqual({ added: 0, duplicates: 120, conflicts: 0 });
    const ackKey = decodeHex(String(car.enrolment.ackKey));
    const read = (text: string) => verifyAcknowledgement(decodeBase64Url(text), ackKey);
    expect(read(first.json.acknowledgement)).toMatchObject({
      headerHash: batch.headerHash,
      log: car.enrolment.log,
    });
    expect(read(again.json.acknowledgement)).toEqual(read(first.json.acknowledgement));
  });

  test('the latest values have their time, age and source', async () => {
    const { json } = await testServer.call('GET', `/v1/vehicles/${car.id}/latest?signals=${SPEED}`, {
      token: session,
    });
    expect(json.items).toHaveLength(1);
    expect(json.items[0]).toMatchObject({ signal: SPEED, unit: 'km/h', value: 55.9, source: 'software' });
    const old = await testServer.call('GET', `/v1/vehicles/${car.id}/latest?maxAgeMs=1000`, {
      token: session,
    });
    expect(old.json.items).toEqual([]);
  });

  test('a series is given raw, aggregated and page by page', async () => {
    const path = `/v1/vehicles/${car.id}/series?signals=${SPEED}&from=2026-01-05T08:00:00Z&to=${FROM_MS + 120_000}`;
    const raw = await testServer.call('GET', path, { token: session });
    expect(raw.json.items).toHaveLength(120);
    expect(raw.json.items[61]).toEqual({
      signal: SPEED,
      timeMs: FROM_MS + 61_000,
      value: 50.1,
      source: 'software',
    });

    const mean = await testServer.call('GET', `${path}&interval=60s`, { token: session });
    expect(mean.json.items.map((item: { count: number }) => item.count)).toEqual([60, 60]);
    expect(mean.json.items[0].value).toBeCloseTo(52.95, 9);

    const first = await testServer.call('GET', `${path}&limit=100`, { token: session });
    const rest = await testServer.call('GET', `${path}&limit=100&cursor=${first.json.nextCursor}`, {
      token: session,
    });
    expect([...first.json.items, ...rest.json.items]).toEqual(raw.json.items);
    expect(rest.json.nextCursor).toBeNull();
  });

  test('the drive is found', async () => {
    const { json } = await testServer.call('GET', `/v1/vehicles/${car.id}/drives`, { token: session });
    expect(json.items).toHaveLength(1);
    expect(json.items[0]).toMatchObject({ startMs: FROM_MS, endMs: FROM_MS + 359_000, source: 'software' });
    expect(json.items[0].distanceMeters).toBeGreaterThan(5_000);
  });

  test('a reading is proved and verified offline against the trust that the server gives', async () => {
    const trust = trustAnchorsCodec.decode((await testServer.call('GET', '/v1/trust')).bytes);
    const at = FROM_MS + 61_000;
    const { status, bytes } = await testServer.call(
      'GET',
      `/v1/vehicles/${car.id}/proof?signal=${SPEED}&at=${at}`,
      {
        token: session,
      },
    );
    expect(status).toBe(200);
    expect(bytes.length).toBeLessThan(4_096);
    const verdict = verifyProof(bytes, { trust });
    expect(verdict).toMatchObject({ verdict: 'PROVED' });
    expect(JSON.stringify(verdict)).toContain('50.1');
    const missing = await testServer.call(
      'GET',
      `/v1/vehicles/${car.id}/proof?signal=${SPEED}&at=${at + 1}`,
      {
        token: session,
      },
    );
    expect([missing.status, missing.json.error.code]).toEqual([404, 'READING_UNKNOWN']);
  });

  test('a period is proved with its coverage', async () => {
    const trust = trustAnchorsCodec.decode((await testServer.call('GET', '/v1/trust')).bytes);
    const path = `/v1/vehicles/${car.id}/period-proof?from=${FROM_MS}&to=${FROM_MS + 240_000}&signals=${CHARGE}`;
    const { status, bytes } = await testServer.call('GET', path, { token: session });
    expect(status).toBe(200);
    const verdict = verifyProof(bytes, { trust });
    expect(verdict).toMatchObject({ verdict: 'PROVED', gaps: [], coverage: { recordedPpm: 1_000_000 } });
    expect((verdict as { readings: unknown[] }).readings).toHaveLength(240);
  });

  test('the log can be read and is consistent with its anchors', async () => {
    const anchored = await testServer.call('POST', '/v1/log/anchors', { token: session });
    expect(anchored.json.transactionHash).toMatch(/^0x[0-9a-f]{64}$/);
    const { json: again } = await testServer.call('POST', '/v1/log/anchors', { token: session });
    expect(again).toEqual(anchored.json);
    const anchors = await testServer.call('GET', '/v1/log/anchors');
    expect(anchors.json.items[0]).toEqual(anchored.json);
    const size = anchored.json.size as number;
    const consistency = await testServer.call('GET', `/v1/log/consistency?from=1&to=${size}`);
    expect(consistency.json.toRoot).toBe(anchored.json.root);
    const checkpoint = await testServer.call('GET', '/v1/log/checkpoint');
    expect(checkpoint.bytes.toString().split('\n').slice(0, 2)).toEqual([car.enrolment.log, String(size)]);
    const tile = await testServer.call('GET', `/v1/log/tile/0/000.p/${size}`);
    expect(tile.bytes).toHaveLength(32 * size);
  });

  test('a batch shows where it is in the log', async () => {
    const streams = await testServer.call('GET', `/v1/vehicles/${car.id}/streams`, { token: car.token() });
    const { headerHash } = streams.json.items[0];
    const { json } = await testServer.call('GET', `/v1/batches/${headerHash}/inclusion`, {
      token: car.token(),
    });
    expect(json.logIndex).toBeGreaterThanOrEqual(5);
    expect(json.anchor.size).toBeGreaterThan(json.logIndex);
  });

  test('a period is exported as CSV and Parquet', async () => {
    const path = `/v1/vehicles/${car.id}/export?from=${FROM_MS}&to=${FROM_MS + 60_000}&signals=${SPEED}`;
    const csv = await testServer.call('GET', path, { token: session });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.bytes.toString().trim().split('\n')).toHaveLength(61);
    const parquet = await testServer.call('GET', `${path}&format=parquet`, { token: session });
    expect(parquet.bytes.subarray(0, 4).toString()).toBe('PAR1');
  });

  test('a restart goes on where it was', async () => {
    const before = await testServer.call('GET', '/v1/log/checkpoint');
    await testServer.stop({ keepHome: true });
    testServer = await startTestServer({ home: testServer.home });
    const after = await testServer.call('GET', '/v1/log/checkpoint');
    expect(after.bytes.toString()).toBe(before.bytes.toString());
    const stored = await testServer.call('GET', `/v1/vehicles/${car.id}/latest`, { token: session });
    expect(stored.json.items).toHaveLength(2);
  });
});
