// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UPLOAD_BYTES_MAX } from '@datacar/core/records/importRoutes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestVin, enrolTestCar } from '../../testing/enrolTestCar.ts';
import { startTestServer, type TestServer } from '../../testing/startTestServer.ts';

const trips = fileURLToPath(new URL('../../../../../../shared/data/trips/', import.meta.url));
const hasTrips = existsSync(trips);
if (!hasTrips) console.warn('../shared/data/trips is absent: the import of a real drive is not tested.');

const log = [
  'time;speed (mph);SoC;note',
  ...Array.from({ length: 90 }, (_, second) => {
    const at = `2026-05-01 08:0${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`;
    return `${at};${second === 40 ? 'fast' : '31,25'};80;`;
  }),
  '2026-13-01 08:02:00;31,25;80;',
].join('\n');

describe('an import from a page', () => {
  let testServer: TestServer;
  let owner: string;

  beforeAll(async () => {
    testServer = await startTestServer();
    owner = await testServer.signIn();
  });
  afterAll(() => testServer.stop());

  const register = async () =>
    (
      await testServer.call('POST', '/v1/vehicles', {
        token: owner,
        body: { vin: createTestVin(), model: 'Logged car' },
      })
    ).json.id as string;
  const call = (method: string, path: string, body?: unknown) =>
    testServer.call(method, `/v1/vehicles/${path}`, { token: owner, body });

  async function upload(vehicle: string, content: string | Uint8Array | ReadableStream, name = 'drive.csv') {
    const response = await fetch(
      `${testServer.url}/v1/vehicles/${vehicle}/imports?name=${encodeURIComponent(name)}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${owner}`, 'content-type': 'text/csv' },
        body: content as BodyInit,
        duplex: 'half',
      } as RequestInit,
    );
    return { status: response.status, json: await response.json() };
  }

  async function finish(vehicle: string, id: string) {
    const stages = new Set<string>();
    for (;;) {
      const { json } = await call('GET', `${vehicle}/imports/${id}`);
      if (json.progress !== null) stages.add(json.progress.stage);
      if (json.state === 'done' || json.state === 'failed') return { stages, json };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  test('shows a guess, takes a correction, and says line by line what was refused', async () => {
    const vehicle = await register();
    const { json: file } = await upload(vehicle, log, 'läuft gut.csv');
    expect(file).toMatchObject({ name: 'läuft gut.csv', state: 'uploaded', bytes: Buffer.byteLength(log) });

    const { json: guessed } = await call('POST', `${vehicle}/imports/${file.id}/preview`, {});
    expect(guessed).toMatchObject({
      mapping: null,
      guess: { delimiter: ';', decimal: ',', unknownColumns: ['note'], time: { needsZone: true } },
    });
    expect(guessed.rows[0]).toEqual({ line: 2, cells: ['2026-05-01 08:00:00', '31,25', '80', ''] });
    const refused = await call('POST', `${vehicle}/imports/${file.id}/start`, {});
    expect(refused.json.error.code).toBe('MAPPING_UNCERTAIN');

    const { delimiter, decimal, columns, time } = guessed.guess;
    const mapping = {
      version: 1,
      kind: 'csv',
      name: 'corrected',
      delimiter,
      decimal,
      columns,
      time: { columns: time.columns, format: time.format, zone: 'Europe/Berlin' },
    };
    const { json: seen } = await call('POST', `${vehicle}/imports/${file.id}/preview`, { mapping });
    expect(seen.mappingOrigin).toBe('given');
    // Berlin is two hours ahead in May; 31.25 mph are 50.292 km/h.
    expect(seen.readings[0]).toEqual({
      signal: 'Vehicle.Speed',
      timeMs: Date.UTC(2026, 4, 1, 6),
      value: expect.closeTo(50.292, 9),
    });
    const wrong = await call('POST', `${vehicle}/imports/${file.id}/preview`, {
      mapping: { ...mapping, columns: [{ column: 'SoC', signal: 'Vehicle.Nothing' }] },
    });
    expect([wrong.status, wrong.json.error.code]).toEqual([400, 'MAPPING_INVALID']);

    expect((await call('POST', `${vehicle}/imports/${file.id}/start`, { mapping })).status).toBe(200);
    const again = await call('POST', `${vehicle}/imports/${file.id}/start`, { mapping });
    expect([again.status, again.json.error.code]).toEqual([409, 'IMPORT_STARTED']);
    const { json, stages } = await finish(vehicle, file.id);
    expect(json).toMatchObject({
      state: 'done',
      error: null,
      result: {
        rows: 91,
        rowsAccepted: 90,
        rowsRefused: [{ line: 92, code: 'DATE_INVALID' }],
        readingsRefused: [{ line: 42, signal: 'Vehicle.Speed', code: 'VALUE_UNREADABLE' }],
        readings: 2 * 90 - 1,
        alreadyImported: false,
      },
    });
    expect(json.result.anchoredIn.blockNumber).toBeGreaterThan(0);
    expect(JSON.stringify(json)).not.toContain(testServer.home);
    expect(stages.size).toBeGreaterThan(0);
    // Its copy is gone; what became of it is still told.
    expect(readdirSync(join(testServer.home, 'uploads'))).toEqual([]);

    // The same file again adds nothing.
    const { json: second } = await upload(vehicle, log);
    await call('POST', `${vehicle}/imports/${second.id}/start`, { mapping });
    expect((await finish(vehicle, second.id)).json.result).toMatchObject({
      alreadyImported: true,
      readings: 0,
    });
    expect((await call('GET', `${vehicle}/imports`)).json.items).toHaveLength(2);
  });

  test.skipIf(!hasTrips)('of a real drive needs no words: known, imported, proved', async () => {
    const vehicle = await register();
    const { json: file } = await upload(vehicle, await readFile(join(trips, 'T1_03_29_2021.csv')));
    const { json: seen } = await call('POST', `${vehicle}/imports/${file.id}/preview`, {});
    expect([seen.mappingOrigin, seen.mapping.time.zone]).toEqual(['known', 'Africa/Casablanca']);
    const startedAt = performance.now();
    await call('POST', `${vehicle}/imports/${file.id}/start`, {});
    const { json } = await finish(vehicle, file.id);
    console.log(
      `a drive of ${json.result.rows} rows was imported and anchored in ${Math.round(performance.now() - startedAt)} ms`,
    );
    // Ten rows of this file have the date 1/0/1900.
    expect([json.state, json.result.rows - json.result.rowsAccepted]).toEqual(['done', 10]);
    const { items } = (await call('GET', `${vehicle}/drives`)).json;
    expect(items).toHaveLength(1);
    const proof = await call('GET', `${vehicle}/proof?signal=Vehicle.Speed&at=${items[0].startMs}`);
    expect([proof.status, proof.headers.get('content-type')]).toEqual([200, 'application/cbor']);
  });

  test('is refused for a car whose key another machine holds', async () => {
    const car = await enrolTestCar(testServer);
    const { json: file } = await upload(car.id, 'time,speed\n2026-05-01T08:00:00Z,10\n');
    await call('POST', `${car.id}/imports/${file.id}/start`, {});
    const { json } = await finish(car.id, file.id);
    expect([json.state, json.error.code]).toEqual(['failed', 'NOT_ENROLLED']);
    expect((await call('DELETE', `${car.id}/imports/${file.id}`)).status).toBe(200);
    expect((await call('GET', `${car.id}/imports/${file.id}`)).status).toBe(404);
  });

  test('of what is no table fails with words, and files of one car are not those of another', async () => {
    const vehicle = await register();
    const empty = (await upload(vehicle, '')).json;
    expect((await call('POST', `${vehicle}/imports/${empty.id}/preview`, {})).json.error.code).toBe(
      'FILE_EMPTY',
    );
    const noise = (
      await upload(
        vehicle,
        new Uint8Array(4_096).map((_, index) => (index * 73) % 256),
        '../../../etc/passwd',
      )
    ).json;
    expect(['ROW_MALFORMED', 'MAPPING_UNCERTAIN']).toContain(
      (await call('POST', `${vehicle}/imports/${noise.id}/start`, {})).json.error.code,
    );
    expect((await call('GET', `${await register()}/imports/${noise.id}`)).status).toBe(404);
    const folders = readdirSync(join(testServer.home, 'uploads'), { recursive: true, encoding: 'utf8' });
    expect(folders.filter((path) => path.split('/').length > 2)).toEqual([]);
  });

  test('stops at the limit, of one file and of files at a time, and leaves nothing behind', async () => {
    const vehicle = await register();
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(0x2c));
        if (sent > UPLOAD_BYTES_MAX / 1024 ** 2 + 8) controller.close();
      },
    });
    const tooLarge = await upload(vehicle, endless).catch(() => undefined);
    // The connection may break before the answer is read.
    if (tooLarge !== undefined)
      expect([tooLarge.status, tooLarge.json.error.code]).toEqual([413, 'INPUT_TOO_LARGE']);
    expect((await call('GET', `${vehicle}/imports`)).json.items).toEqual([]);
    const statuses: number[] = [];
    for (let count = 0; count < 9; count += 1) statuses.push((await upload(vehicle, 'a,b\n')).status);
    expect(statuses).toEqual([...Array(8).fill(200), 409]);
  });
});
