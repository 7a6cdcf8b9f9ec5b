// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { p256GenerateKey } from '@datacar/core/crypto/nodeCrypto';
import { encodeBatch } from '@datacar/core/records/encodeBatch';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestVin, enrolTestCar, enrolWithCode } from '../testing/enrolTestCar.ts';
import { sellTestCar } from '../testing/sellTestCar.ts';
import { signInAs } from '../testing/signInAs.ts';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';

const SPEED = 'Vehicle.Speed';
const FROM_MS = Date.UTC(2026, 0, 5, 8);
const readingAt = (minute: number) => [{ path: SPEED, timeMs: FROM_MS + minute * 60_000, value: minute }];

describe('vehicles', () => {
  let testServer: TestServer;
  let session: string;

  beforeAll(async () => {
    testServer = await startTestServer();
    session = await testServer.signIn();
  });

  afterAll(() => testServer.stop());

  const register = (vin: string) =>
    testServer.call('POST', '/v1/vehicles', { token: session, body: { vin, model: 'Test car' } });
  const newCode = async (id: string) =>
    (await testServer.call('POST', `/v1/vehicles/${id}/enrolment-codes`, { token: session })).json
      .enrolmentCode as string;
  const seriesOf = (id: string, token: string) =>
    testServer.call(
      'GET',
      `/v1/vehicles/${id}/series?signals=${SPEED}&from=${FROM_MS}&to=${FROM_MS + 10 ** 9}`,
      { token },
    );

  test('the same VIN is the same vehicle, also when it is registered ten times at once', async () => {
    const vin = createTestVin();
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(vin)));
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
    expect(answers.filter(({ json }) => json.created)).toHaveLength(1);
    const { json } = await register(vin.toLowerCase());
    expect(json).toMatchObject({
      created: false,
      did: expect.stringMatching(/^did:erc721:\d+:0x[0-9a-f]{40}:\d+$/),
    });
  });

  test('no VIN is anywhere in the clear', async () => {
    const vin = createTestVin();
    await register(vin);
    const stored = await readFile(join(testServer.home, 'documents', 'vehicles.json'), 'latin1');
    expect(stored).not.toContain(vin);
  });

  test('a code enrols one key, once; the same agent may ask again', async () => {
    const { json } = await register(createTestVin());
    const code = json.enrolmentCode as string;
    const privateKey = p256GenerateKey();
    const car = await enrolWithCode(testServer, { id: json.id, code, privateKey });
    const again = await enrolWithCode(testServer, {
      id: json.id,
      code: code.toLowerCase().replaceAll('-', ''),
      privateKey,
    });
    expect(again.enrolment.keyIndex).toBe(car.enrolment.keyIndex);
    await expect(enrolWithCode(testServer, { id: json.id, code })).rejects.toThrow('ENROLMENT_CODE_INVALID');
    await expect(enrolWithCode(testServer, { id: json.id, code: 'AAAA-AAAA-AAAA-AAAA' })).rejects.toThrow(
      'ENROLMENT_CODE_INVALID',
    );
  });

  test('an older key signs nothing new; what it had signed last is still taken', async () => {
    const car = await enrolTestCar(testServer);
    const first = car.next(readingAt(0));
    const second = car.next(readingAt(1));
    expect((await car.send(first.wire)).status).toBe(200);
    expect((await car.send(second.wire)).status).toBe(200);
    const replaced = await enrolWithCode(testServer, { id: car.id, code: await newCode(car.id) });
    expect(replaced.enrolment.keyIndex).toBe(1);

    // Its device token no longer counts, so the batches come with the new key's.
    const send = (wire: Uint8Array) =>
      testServer.call('POST', `/v1/vehicles/${car.id}/batches`, { token: replaced.token(), body: wire });
    expect(
      (await testServer.call('GET', `/v1/vehicles/${car.id}/streams`, { token: car.token() })).status,
    ).toBe(401);
    const known = await send(second.wire);
    expect([known.status, known.json.readings.duplicates]).toEqual([200, 1]);
    const beyond = await send(car.next(readingAt(2)).wire);
    expect([beyond.status, beyond.json.error.code]).toEqual([401, 'KEY_ROTATED']);
    const continued = replaced.build(readingAt(3), { sequence: 2, previousHash: second.batch.headerHash });
    expect((await send(encodeBatch(continued))).status).toBe(200);
  });

  test('what is erased is nowhere any more, and the log goes on', async () => {
    const car = await enrolTestCar(testServer);
    for (let minute = 0; minute < 3; minute += 1) await car.send(car.next(readingAt(minute)).wire);
    await testServer.call('POST', '/v1/log/anchors', { token: session });
    const erased = await testServer.call('POST', `/v1/vehicles/${car.id}/erase`, { token: session });
    expect(erased.json).toEqual({ vehicle: car.id, ownerEpoch: 0, isErased: true });

    const check = async () => {
      expect((await seriesOf(car.id, session)).json.items).toEqual([]);
      expect(
        (await testServer.call('GET', `/v1/vehicles/${car.id}/latest`, { token: session })).json.items,
      ).toEqual([]);
      const proof = await testServer.call(
        'GET',
        `/v1/vehicles/${car.id}/proof?signal=${SPEED}&at=${FROM_MS}`,
        { token: session },
      );
      expect([proof.status, proof.json.error.code]).toEqual([404, 'READING_UNKNOWN']);
      const vehicle = await testServer.call('GET', `/v1/vehicles/${car.id}`, { token: session });
      expect(vehicle.json.isErased).toBe(true);
    };
    await check();
    await testServer.stop({ keepHome: true });
    testServer = await startTestServer({ home: testServer.home });
    session = await testServer.signIn();
    await check();
    expect((await testServer.call('POST', '/v1/log/anchors', { token: session })).status).toBe(200);
    const later = await testServer.call('POST', `/v1/vehicles/${car.id}/batches`, {
      token: car.token(),
      body: car.next(readingAt(3)).wire,
    });
    expect(later.status).toBe(200);
    expect((await seriesOf(car.id, session)).json.items).toHaveLength(1);
  });

  test('after a sale the buyer sees what the car says from then on, the seller what it said before', async () => {
    const car = await enrolTestCar(testServer);
    await car.send(car.next(readingAt(0)).wire);
    const buyer = privateKeyToAccount(generatePrivateKey());
    await sellTestCar(testServer, { vehicle: car.id, to: buyer.address });
    const buyerSession = await signInAs(testServer, buyer);
    await until(
      async () =>
        (await testServer.call('GET', `/v1/vehicles/${car.id}`, { token: buyerSession })).status === 200,
    );

    const second = car.next(readingAt(1), { ownerEpoch: 1 });
    expect((await car.send(second.wire)).status).toBe(200);
    const values = async (token: string) =>
      (await seriesOf(car.id, token)).json.items.map(({ value }: { value: number }) => value);
    expect(await values(session)).toEqual([0]);
    expect(await values(buyerSession)).toEqual([1]);
    expect((await testServer.call('POST', `/v1/vehicles/${car.id}/erase`, { token: session })).status).toBe(
      403,
    );
    const mine = await testServer.call('GET', '/v1/vehicles', { token: buyerSession });
    expect(mine.json.items.map(({ id }: { id: string }) => id)).toEqual([car.id]);
  });
});

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 50));
}
