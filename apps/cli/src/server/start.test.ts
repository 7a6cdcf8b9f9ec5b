// SPDX-License-Identifier: Apache-2.0
// `datacar start` as a person runs it, with the real server, chain and agents.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDatacar, runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { startDatacar } from '@datacar/testing/cli/startDatacar';
import { afterAll, expect, test } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'datacar-start-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 100));
}

interface VehicleList {
  items: { id: string; model: string; deviceKey: { source: string } | null }[];
}

test('the first start makes two simulated cars, Ctrl-C ends all, and the next start resumes them', async () => {
  const first = await startDatacar({ home, parameters: [] });
  await until(() => first.output().includes('Ctrl-C ends everything'));
  expect(first.output()).toMatch(/Open\s+http:\/\/127\.0\.0\.1:\d+\/#token=/);
  const { items } = await runDatacarJson<VehicleList>(['vehicle', 'list'], { home });
  expect(items.map(({ id, deviceKey }) => [id, deviceKey?.source])).toEqual([
    ['1', 'simulated'],
    ['2', 'simulated'],
  ]);
  expect(statSync(home).mode & 0o777).toBe(0o700);
  for (const file of ['secret.key', 'session.json', 'accounts/owner.json', 'vehicles/1/device.json']) {
    expect([file, statSync(join(home, file)).mode & 0o077]).toEqual([file, 0]);
  }

  const locked = await runDatacar(['start', '--port', '0', '--mqtt-port', '0', '--json'], { home });
  expect(locked.status).toBe(1);
  expect(JSON.parse(locked.stdout)).toMatchObject({ error: { code: 'HOME_LOCKED' } });

  expect(await first.stop()).toBe(0);
  expect(isAlive(first.serverPid)).toBe(false);
  expect(existsSync(join(home, 'server.json'))).toBe(false);

  const second = await startDatacar({ home, parameters: [] });
  await until(() => second.output().includes('Ctrl-C ends everything'));
  expect(second.output()).toMatch(/Cars\s+1 and 2/);
  expect((await runDatacarJson<VehicleList>(['vehicle', 'list'], { home })).items).toHaveLength(2);

  process.kill(second.serverPid, 'SIGKILL');
  await until(() => second.process.exitCode !== null);
  expect(second.process.exitCode).toBe(1);
  expect(second.output()).toContain('The server ended by itself with SIGKILL');
}, 120_000);

test('a port that another program has is named', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  );
  const own = mkdtempSync(join(tmpdir(), 'datacar-port-'));
  const parameters = ['start', '--no-demo', '--port', String(port), '--mqtt-port', '0', '--json'];
  const { status, stdout } = await runDatacar(parameters, { home: own });
  other.close();
  rmSync(own, { recursive: true, force: true });
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'PORT_IN_USE', details: { port } } });
}, 60_000);
