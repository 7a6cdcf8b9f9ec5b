// SPDX-License-Identifier: Apache-2.0
// The SDK against a real server: a person, a program, a car and a stranger.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch } from '@datacar/core/records/Batch';
import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
import { verifyProof } from '@datacar/core/records/verifyProof';
import { openSecret } from '@datacar/core/wallet/openSecret';
import { type RunningDatacar, startDatacar } from '@datacar/testing/cli/startDatacar';
import { enrolTestCar, type TestCar } from '@datacar/testing/vehicles/enrolTestCar';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHealth } from './api/readHealth.ts';
import type { Client } from './client/Client.ts';
import { collectPages } from './client/collectPages.ts';
import { createClient } from './client/createClient.ts';
import { readServerDescription } from './consortium/readServerDescription.ts';
import { readTrust } from './consortium/readTrust.ts';
import { anchorLog } from './records/anchorLog.ts';
import { exportReadings } from './records/exportReadings.ts';
import { listGaps } from './records/listGaps.ts';
import { listStreams } from './records/listStreams.ts';
import { provePeriod } from './records/provePeriod.ts';
import { proveReading } from './records/proveReading.ts';
import { querySeries } from './records/querySeries.ts';
import { readCheckpoint } from './records/readCheckpoint.ts';
import { readLatest } from './records/readLatest.ts';
import { verifyProofOnChain } from './records/verifyProofOnChain.ts';
import { watchReadings } from './records/watchReadings.ts';
import { listSignals } from './signals/listSignals.ts';
import { createEnrolmentCode } from './vehicles/createEnrolmentCode.ts';
import { listVehicles } from './vehicles/listVehicles.ts';
import { registerVehicle } from './vehicles/registerVehicle.ts';
import { accountOfPrivateKey } from './wallet/accountOfPrivateKey.ts';
import { createApiToken } from './wallet/createApiToken.ts';
import { createLoginLink } from './wallet/createLoginLink.ts';
import { readSession } from './wallet/readSession.ts';
import { revokeApiToken } from './wallet/revokeApiToken.ts';
import { signInWithLink } from './wallet/signInWithLink.ts';
import { signOut } from './wallet/signOut.ts';

const SPEED = 'Vehicle.Speed';
const VIN = 'VF1ACVYB012345678';

describe('against a real server', () => {
  const home = mkdtempSync(join(tmpdir(), 'datacar-sdk-'));
  const startMs = Date.now() - 120_000;
  const readings = Array.from({ length: 30 }, (_, index) => ({
    path: SPEED,
    timeMs: startMs + index * 1_000,
    value: index + 0.5,
  }));
  let datacar: RunningDatacar;
  let owner: Client;
  let vehicle: string;
  let car: TestCar;
  let first: Batch;

  beforeAll(async () => {
    datacar = await startDatacar({ home });
    const sealed: unknown = JSON.parse(readFileSync(join(home, 'accounts', 'owner.json'), 'utf8'));
    const secret = readFileSync(join(home, 'secret.key'));
    const privateKey = openSecret({ sealed, sealedWith: { type: 'machine', secret }, purpose: 'account' });
    owner = createClient({ url: datacar.url, account: accountOfPrivateKey(privateKey) });
    const registered = await registerVehicle(owner, { vin: VIN, model: 'Renault Twizy' });
    vehicle = registered.id;
    car = await enrolTestCar({ url: datacar.url, code: registered.enrolmentCode ?? '' });
    first = car.build({ readings, sequence: 0, fromMs: startMs, toMs: startMs + 60_000 });
  }, 120_000);

  afterAll(async () => {
    await datacar?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  /** A batch of ten seconds with one reading; the first one has half a minute of them. */
  const buildNext = (sequence: number, previous: Batch) => {
    const fromMs = previous.header.toMs;
    const reading = { path: SPEED, timeMs: fromMs, value: sequence };
    return car.build({ readings: [reading], sequence, previous, fromMs, toMs: fromMs + 10_000 });
  };

  test('anyone may ask what the server is', async () => {
    const stranger = createClient({ url: datacar.url });
    expect(await readHealth(stranger)).toMatchObject({ status: 'ok' });
    const { log, contracts } = await readServerDescription(stranger);
    const trust = trustAnchorsCodec.decode(await readTrust(stranger));
    expect(trust.servers.map(({ origin }) => origin)).toEqual([log.origin]);
    expect(contracts.recordLog.abi.length).toBeGreaterThan(0);
    expect((await listSignals(stranger)).items.length).toBeGreaterThanOrEqual(80);
    expect(new TextDecoder().decode(await readCheckpoint(stranger))).toContain(log.origin);
  });

  test('the account signs in when a call first needs it, and again after it has signed out', async () => {
    expect(await readSession(owner)).toMatchObject({ isOperator: true });
    await signOut(owner);
    expect((await listVehicles(owner)).items).toMatchObject([{ id: vehicle, model: 'Renault Twizy' }]);
  });

  test('registering the same VIN again changes nothing', async () => {
    expect(await registerVehicle(owner, { vin: VIN, model: 'Renault Twizy' })).toMatchObject({
      id: vehicle,
      created: false,
    });
  });

  test('a stranger owns nothing and may register nothing', async () => {
    const stranger = createClient({ url: datacar.url, account: privateKeyToAccount(generatePrivateKey()) });
    expect((await listVehicles(stranger)).items).toEqual([]);
    await expect(readLatest(stranger, { vehicle })).rejects.toMatchObject({
      code: expect.stringMatching(/FORBIDDEN|NOT_FOUND/),
    });
    await expect(registerVehicle(stranger, { vin: VIN, model: 'x' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('a one-time link signs in once', async () => {
    const { url } = await createLoginLink(owner);
    const [, token = ''] = new URL(url).hash.split('=');
    const anonymous = createClient({ url: datacar.url });
    const session = await signInWithLink(anonymous, { token });
    expect(await readSession(createClient({ url: datacar.url, token: session.token }))).toMatchObject({
      account: session.account,
    });
    await expect(signInWithLink(anonymous, { token })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('an API token does what its scopes say until it is revoked', async () => {
    const { id, token } = await createApiToken(owner, { name: 'reader', scopes: ['vehicles:read'] });
    const program = createClient({ url: datacar.url, token });
    expect((await listVehicles(program)).items).toHaveLength(1);
    await expect(readLatest(program, { vehicle })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await revokeApiToken(owner, { token: id });
    await expect(listVehicles(program)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('what a car says arrives live, can be asked for and is proved, offline and on the chain', async () => {
    let unwatch = (): void => {};
    const live = new Promise((resolve, reject) => {
      unwatch = watchReadings(owner, {
        vehicles: [vehicle],
        onReading: resolve,
        onError: reject,
        onConnected: () => void car.send(first),
      });
    });
    expect(await live).toMatchObject({ vehicle, signal: SPEED, value: 29.5 });
    unwatch();

    const period = { from: startMs, to: startMs + 60_000 };
    const points = await collectPages((cursor) =>
      querySeries(owner, { vehicle, signals: [SPEED], ...period, limit: 7, cursor }),
    );
    expect(points.map(({ timeMs, value }) => [timeMs, value])).toEqual(
      readings.map(({ timeMs, value }) => [timeMs, value]),
    );
    const mean = await querySeries(owner, {
      vehicle,
      signals: [SPEED],
      ...period,
      interval: '1d',
      aggregate: 'avg',
    });
    expect(mean.items.reduce((sum, { value, count = 0 }) => sum + Number(value) * count, 0)).toBeCloseTo(
      450,
      6,
    );
    const csv = await (await exportReadings(owner, { vehicle, ...period })).text();
    expect(csv.trim().split('\n')).toHaveLength(31);
    expect((await listStreams(owner, { vehicle })).items).toMatchObject([{ lastSequence: 0 }]);
    expect((await listGaps(owner, { vehicle })).items.filter(({ kind }) => kind === 'missing')).toEqual([]);

    await anchorLog(owner);
    const trust = trustAnchorsCodec.decode(await readTrust(owner));
    const rpcUrl = `${datacar.url}/rpc`;
    const proof = await proveReading(owner, { vehicle, signal: SPEED, at: startMs + 5_000 });
    expect(verifyProof(proof, { trust })).toMatchObject({ verdict: 'PROVED', reading: { value: 5.5 } });
    const onChain = await verifyProofOnChain({ proof, trust, rpcUrl });
    expect(onChain.steps.map(({ name, ok }) => [name, ok])).toEqual([
      ['anchoredAtBlock', true],
      ['keyValidThen', true],
    ]);
    expect(onChain.anchor?.blockTimeMs).toBeGreaterThan(startMs);

    const periodProof = await provePeriod(owner, { vehicle, ...period, signals: [SPEED] });
    expect(verifyProof(periodProof, { trust })).toMatchObject({ verdict: 'PROVED', gaps: [] });
    expect(
      (await verifyProofOnChain({ proof: periodProof, trust, rpcUrl })).steps.every(({ ok }) => ok),
    ).toBe(true);
    await expect(
      verifyProofOnChain({ proof, trust: { ...trust, chainId: 1 }, rpcUrl }),
    ).rejects.toMatchObject({ code: 'CHAIN_MISMATCH' });
    await expect(verifyProofOnChain({ proof, trust, rpcUrl: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'CHAIN_UNREACHABLE',
    });
  }, 60_000);

  test('what an old key signed counts on the chain as far as it leads to what was recorded when it was replaced', async () => {
    const second = buildNext(1, first);
    const third = buildNext(2, second);
    for (const batch of [first, second, third]) await car.send(batch);
    const { enrolmentCode } = await createEnrolmentCode(owner, { vehicle });
    await enrolTestCar({ url: datacar.url, code: enrolmentCode });
    await anchorLog(owner);

    const trust = trustAnchorsCodec.decode(await readTrust(owner));
    const keyStep = async (proof: Uint8Array) => {
      expect(verifyProof(proof, { trust })).toMatchObject({ verdict: 'PROVED' });
      const { steps } = await verifyProofOnChain({ proof, trust, rpcUrl: `${datacar.url}/rpc` });
      return steps.find(({ name }) => name === 'keyValidThen');
    };
    const prove = ({ header }: Batch) => proveReading(owner, { vehicle, signal: SPEED, at: header.fromMs });
    expect(await keyStep(await prove(third))).toMatchObject({ ok: true });
    expect(await keyStep(await prove(second))).toMatchObject({ ok: false, failure: { code: 'KEY_ROTATED' } });
    const period = { from: second.header.fromMs, to: third.header.toMs };
    expect(await keyStep(await provePeriod(owner, { vehicle, ...period }))).toMatchObject({ ok: true });
  }, 60_000);
});
