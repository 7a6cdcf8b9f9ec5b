// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { homePaths } from '../home/HomePaths.ts';
import { enrolTestCar, type TestCar } from '../testing/enrolTestCar.ts';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';
import { readBackup } from './readBackup.ts';
import { writeBackup } from './writeBackup.ts';

const SPEED = 'Vehicle.Speed';
const FROM_MS = Date.UTC(2026, 0, 5, 8);
const readingAt = (minute: number) => [{ path: SPEED, timeMs: FROM_MS + minute * 60_000, value: minute }];

describe('backup and restore', () => {
  let folder: string;
  let file: string;
  let testServer: TestServer;
  let car: TestCar;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'datacar-backup-'));
    file = join(folder, 'datacar.backup');
    testServer = await startTestServer({ home: join(folder, 'home') });
    car = await enrolTestCar(testServer);
    for (let minute = 0; minute < 5; minute += 1) await car.send(car.next(readingAt(minute)).wire);
    await testServer.call('POST', '/v1/log/anchors', { token: await testServer.signIn() });
  });

  afterAll(async () => {
    await testServer.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('a backup of a working server is restored, and the new one goes on hash for hash', async () => {
    const sending = (async () => {
      for (let minute = 5; minute < 40; minute += 1) await car.send(car.next(readingAt(minute)).wire);
    })();
    const wallet = 'wallet/keystores/UTC--2026-01-05T08-00-00.000Z--45dea0fb0bba44f4fcf290bba71fd57d7117cbb8';
    await mkdir(join(testServer.home, 'wallet', 'keystores'), { recursive: true });
    await writeFile(join(testServer.home, wallet), 'a sealed key');
    const facts = await writeBackup({ paths: homePaths(testServer.home), file, createdAt: new Date() });
    expect(facts.files).toBeGreaterThan(8);
    await sending;
    await testServer.stop({ keepHome: true });

    const home = join(folder, 'restored');
    await readBackup({ file, home });
    expect(await readFile(join(home, wallet), 'utf8')).toBe('a sealed key');
    testServer = await startTestServer({ home });
    const session = await testServer.signIn();
    const { json: series } = await testServer.call(
      'GET',
      `/v1/vehicles/${car.id}/series?signals=${SPEED}&from=${FROM_MS}&to=${FROM_MS + 3_600_000}`,
      { token: session },
    );
    expect(series.items.length).toBeGreaterThanOrEqual(5);
    expect(series.items.map(({ value }: { value: number }) => value)).toEqual(
      series.items.map((_: unknown, minute: number) => minute),
    );
    const anchored = await testServer.call('POST', '/v1/log/anchors', { token: session });
    expect(anchored.json.size).toBe(series.items.length);
    const consistency = await testServer.call('GET', `/v1/log/consistency?from=5&to=${anchored.json.size}`);
    expect(consistency.status).toBe(200);
  });

  test('nothing is restored over what is there', async () => {
    await expect(readBackup({ file, home: testServer.home })).rejects.toMatchObject({
      code: 'HOME_NOT_EMPTY',
    });
  });

  test.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20_000)],
    [
      'changed',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 9_000), Buffer.from([1]), bytes.subarray(9_001)]),
    ],
    ['not a backup', () => Buffer.from('hello')],
  ])('a backup that is %s is refused and leaves nothing', async (_what, damage) => {
    const damaged = join(folder, 'damaged.backup');
    await writeFile(damaged, damage(await readFile(file)));
    const home = join(folder, 'nowhere');
    await expect(readBackup({ file: damaged, home })).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
    await expect(readFile(home)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
