// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDatacar } from '@datacar/testing/cli/runDatacar';
import { afterAll, expect, test } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'datacar-cli-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const datacar = (...parameters: string[]) => runDatacar(parameters, { home });

test('help is on stdout and no failure', async () => {
  const { status, stdout, stderr } = await datacar('--help');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('drive import');
  expect((await datacar('series', '--help')).stdout).toContain('$ datacar series --vehicle 1');
});

test.each([
  ['an unknown command', ['fly']],
  ['an unknown option', ['drives', '--vehicle', '1', '--fly']],
  ['a missing option', ['drives']],
  ['a missing argument', ['verify']],
  ['a time that does not exist', ['drives', '--vehicle', '1', '--from', '2021-02-30']],
  ['an unknown choice', ['export', '--vehicle', '1', '--format', 'xml', '-o', 'x']],
  ['a group without a command', ['vehicle']],
  ['options that do not go together', ['series', '--vehicle', '1', '--signal', 'A', '--agg', 'avg']],
  ['an option too few', ['proof', '--vehicle', '1', '--signal', 'A', '-o', 'x']],
  ['erasing with nobody to ask', ['vehicle', 'erase', '1']],
])('%s is wrong usage', async (_, parameters) => {
  const { status, stdout, stderr } = await datacar(...parameters);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).not.toBe('');
});

test('without a server it says how to start one, in words or as JSON', async () => {
  const human = await datacar('vehicle', 'list');
  expect(human.status).toBe(1);
  expect(human.stderr).toMatch(/datacar start/);
  const { status, stdout } = await datacar('vehicle', 'list', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'SERVER_UNREACHABLE' } });
});

test('a file that is not there is named', async () => {
  const { status, stdout } = await datacar('vehicle', 'register', '--file', 'nowhere.csv', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'FILE_UNREADABLE' } });
});

test('a list of vehicles without its columns is refused', async () => {
  const list = join(home, 'list.csv');
  writeFileSync(list, 'number,name\n1,2\n');
  const { status, stdout } = await datacar('vehicle', 'register', '--file', list, '--json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'INPUT_INVALID' } });
});

test('the signal catalogue needs no server', async () => {
  const { status, stdout } = await datacar('signals', 'list', 'speed', '--json');
  expect(status).toBe(0);
  const { items } = JSON.parse(stdout) as { items: { path: string; unit: string }[] };
  expect(items).toContainEqual(expect.objectContaining({ path: 'Vehicle.Speed', unit: 'km/h' }));
});
