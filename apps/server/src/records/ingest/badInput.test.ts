// SPDX-License-Identifier: Apache-2.0

import { p256GenerateKey } from '@datacar/core/crypto/nodeCrypto';
import { encodeCbor } from '@datacar/core/encoding/encodeCbor';
import type { Batch } from '@datacar/core/records/Batch';
import type { BatchHeader } from '@datacar/core/records/BatchHeader';
import { decodeCose1 } from '@datacar/core/records/decodeCose1';
import { encodeBatch } from '@datacar/core/records/encodeBatch';
import { encodeCose1 } from '@datacar/core/records/encodeCose1';
import { signBatchHeader } from '@datacar/core/records/signBatchHeader';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolTestCar, type TestCar } from '../../testing/enrolTestCar.ts';
import { startTestServer, type TestServer } from '../../testing/startTestServer.ts';

const SPEED = 'Vehicle.Speed';
const CHARGE = 'Vehicle.Powertrain.TractionBattery.StateOfCharge.Current';
const FROM_MS = Date.UTC(2026, 0, 5, 8);
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const minute = (start: number) => [
  { path: SPEED, timeMs: start, value: 50 },
  { path: SPEED, timeMs: start + 1_000, value: 51 },
];

/** The same signature with s in the upper half of the group order. */
function withHighS(cose: Uint8Array): Uint8Array {
  const { payload, signature } = decodeCose1(cose);
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`);
  const high = Buffer.from((P256_ORDER - s).toString(16).padStart(64, '0'), 'hex');
  return encodeCose1({ payload, signature: Buffer.concat([signature.subarray(0, 32), high]) });
}

describe('bad input', () => {
  let testServer: TestServer;
  let car: TestCar;
  let session: string;
  let good: Batch;

  beforeAll(async () => {
    testServer = await startTestServer();
    session = await testServer.signIn();
    car = await enrolTestCar(testServer);
    const first = car.next(minute(FROM_MS));
    good = first.batch;
    expect((await car.send(first.wire)).status).toBe(200);
  });

  afterAll(() => testServer.stop());

  const refusedCount = async (code: string) => {
    const { bytes } = await testServer.call('GET', '/metrics');
    return Number(
      new RegExp(`datacar_ingest_refused_total\\{code="${code}"\\} (\\d+)`).exec(bytes.toString())?.[1] ?? 0,
    );
  };
  const storedLeaves = async () =>
    (await testServer.call('GET', '/v1/log/checkpoint')).bytes.toString().split('\n')[1];
  const nextHeader = (changes: Partial<BatchHeader> = {}) =>
    car.build(minute(good.header.toMs), {
      sequence: 1,
      previousHash: good.headerHash,
      fromMs: good.header.toMs,
      ...changes,
    });
  const resign = (batch: Batch, privateKey = car.privateKey): Batch => ({
    ...batch,
    ...signBatchHeader(batch.header, privateKey),
  });

  /** Sends, and holds the server to its word: this code, counted once, nothing stored. */
  async function expectRefusal(wire: Uint8Array, code: string, status: number) {
    const [countBefore, leavesBefore] = [await refusedCount(code), await storedLeaves()];
    const answer = await car.send(wire);
    expect({ code: answer.json.error?.code, status: answer.status }).toEqual({ code, status });
    expect(answer.json.error.details.final).toBe(true);
    expect(await refusedCount(code)).toBe(countBefore + 1);
    expect(await storedLeaves()).toBe(leavesBefore);
  }

  test('malformed CBOR', async () => {
    await expectRefusal(Buffer.from('hello'), 'BATCH_MALFORMED', 400);
    await expectRefusal(encodeBatch(nextHeader()).subarray(0, 300), 'BATCH_MALFORMED', 400);
    await expectRefusal(Buffer.concat([encodeBatch(nextHeader()), Buffer.from([0])]), 'BATCH_MALFORMED', 400);
    await expectRefusal(
      encodeCbor({ header: Buffer.from('x'), secret: Buffer.alloc(32), columns: [] }),
      'HEADER_MALFORMED',
      400,
    );
  });

  test('an oversized batch is refused while it arrives', async () => {
    const answer = await car.send(Buffer.alloc(1024 * 1024 + 1));
    expect([answer.status, answer.json.error.code]).toEqual([413, 'BATCH_TOO_LARGE']);
  });

  test('a wrong signature, and a malleable one', async () => {
    await expectRefusal(encodeBatch(resign(nextHeader(), p256GenerateKey())), 'SIGNATURE_INVALID', 401);
    const batch = nextHeader();
    await expectRefusal(encodeBatch({ ...batch, cose: withHighS(batch.cose) }), 'SIGNATURE_HIGH_S', 401);
  });

  test('another chain, another car, a better source than the key has', async () => {
    await expectRefusal(encodeBatch(nextHeader({ chainId: 1 })), 'CHAIN_MISMATCH', 409);
    await expectRefusal(
      encodeBatch(nextHeader({ genesisHash: new Uint8Array(32).fill(7) })),
      'CHAIN_MISMATCH',
      409,
    );
    await expectRefusal(encodeBatch(nextHeader({ vehicle: 99 })), 'FORBIDDEN', 403);
    await expectRefusal(encodeBatch(nextHeader({ source: 'secureElement' })), 'SOURCE_MISMATCH', 400);
  });

  test('readings from the future', async () => {
    const fromMs = Date.now() + 125_000;
    const readings = [{ path: SPEED, timeMs: fromMs, value: 1 }];
    const batch = car.build(readings, {
      sequence: 1,
      previousHash: good.headerHash,
      fromMs,
      toMs: fromMs + 60_000,
    });
    await expectRefusal(encodeBatch(batch), 'READING_IN_FUTURE', 400);
  });

  test('values out of range, not finite, of unknown signals or catalogues', async () => {
    const withColumns = (columns: Batch['columns']) => encodeBatch({ ...nextHeader(), columns });
    const [column] = nextHeader().columns;
    if (column?.kind !== 'float') throw new Error('a float column is expected');
    const batch = nextHeader();
    const out = car.build([{ path: CHARGE, timeMs: batch.header.fromMs, value: 100.5 }], {
      ...{ sequence: 1, previousHash: good.headerHash, fromMs: batch.header.fromMs },
    });
    await expectRefusal(encodeBatch(out), 'VALUE_OUT_OF_RANGE', 400);
    await expectRefusal(
      withColumns([{ ...column, values: new Float64Array([Number.NaN, 1]) }]),
      'VALUE_INVALID',
      400,
    );
    await expectRefusal(
      withColumns([{ ...column, values: new Float64Array([-0, 1]) }]),
      'VALUE_INVALID',
      400,
    );
    await expectRefusal(withColumns([{ ...column, path: 'Vehicle.Wings' }]), 'SIGNAL_UNKNOWN', 400);
    await expectRefusal(encodeBatch(nextHeader({ catalogue: new Uint8Array(32) })), 'CATALOGUE_UNKNOWN', 409);
  });

  test('columns that do not fit the header', async () => {
    const batch = nextHeader();
    const [column] = batch.columns;
    if (column?.kind !== 'float') throw new Error('a float column is expected');
    const { timesMs, values } = column;
    const withColumn = (times: Float64Array, numbers: Float64Array) =>
      encodeBatch({ ...batch, columns: [{ ...column, timesMs: times, values: numbers }] });
    await expectRefusal(withColumn(timesMs.slice(0, 1), values.slice(0, 1)), 'COUNT_MISMATCH', 400);
    await expectRefusal(withColumn(timesMs, new Float64Array([50, 52])), 'ROOT_MISMATCH', 400);
    await expectRefusal(withColumn(timesMs.slice().reverse(), values), 'BATCH_MALFORMED', 400);
    const [start = 0] = timesMs;
    await expectRefusal(withColumn(new Float64Array([start, start]), values), 'READING_DUPLICATE', 400);
  });

  test('a time that runs backwards', async () => {
    const fromMs = good.header.toMs - 30_000;
    const batch = car.build(minute(fromMs), { sequence: 1, previousHash: good.headerHash, fromMs });
    await expectRefusal(encodeBatch(batch), 'SEQUENCE_INVALID', 409);
  });

  test('an unknown vehicle', async () => {
    const { status } = await testServer.call('POST', '/v1/vehicles/4711/batches', {
      token: car.token(),
      body: encodeBatch(nextHeader()),
    });
    expect(status).toBe(403);
    expect(
      (await testServer.call('POST', '/v1/vehicles/1/batches', { body: encodeBatch(nextHeader()) })).status,
    ).toBe(401);
  });

  test('no bytes crash it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (noise) => {
        const wire = Buffer.from(encodeBatch(nextHeader()));
        wire.set(noise, Math.floor(wire.length / 3));
        const { status, json } = await car.send(fc.stringify(noise).length % 2 === 0 ? noise : wire);
        expect([400, 401, 403, 409]).toContain(status);
        expect(json.error.code).not.toBe('INTERNAL');
      }),
      { numRuns: 60 },
    );
  });

  test('a second batch with the same number is a fork: refused, and kept as evidence', async () => {
    const leavesBefore = Number(await storedLeaves());
    const fork = car.build([{ path: SPEED, timeMs: FROM_MS, value: 99 }], {
      ...{ sequence: 0, previousHash: new Uint8Array(32), fromMs: FROM_MS },
    });
    for (const _ of ['first', 'again']) {
      const { status, json } = await car.send(encodeBatch(fork));
      expect([status, json.error.code]).toEqual([409, 'SEQUENCE_FORK']);
    }
    expect(Number(await storedLeaves())).toBe(leavesBefore + 1);
    const gaps = await testServer.call('GET', `/v1/vehicles/${car.id}/gaps`, { token: session });
    expect(gaps.json.items[0]).toMatchObject({ kind: 'fork', sequenceFrom: 0, sequenceTo: 0 });
    expect(gaps.json.items[0].headerHashes).toHaveLength(2);
    const latest = await testServer.call('GET', `/v1/vehicles/${car.id}/latest`, { token: session });
    expect(latest.json.items[0].value).toBe(51);
  });

  test('a hole is a gap, and a late batch closes it', async () => {
    const one = car.next(minute(good.header.toMs));
    const two = car.next(minute(good.header.toMs + 60_000));
    expect((await car.send(two.wire)).status).toBe(200);
    const gapsOf = async () =>
      (await testServer.call('GET', `/v1/vehicles/${car.id}/gaps`, { token: session })).json.items;
    const missing = (await gapsOf()).filter(({ kind }: { kind: string }) => kind === 'missing');
    expect(missing).toMatchObject([
      { sequenceFrom: 1, sequenceTo: 1, fromMs: good.header.toMs, toMs: good.header.toMs + 60_000 },
    ]);
    expect((await car.send(one.wire)).status).toBe(200);
    expect((await gapsOf()).map(({ kind }: { kind: string }) => kind)).toEqual(['fork']);
  });
});
