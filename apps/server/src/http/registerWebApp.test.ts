// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';

const directory = mkdtempSync(join(tmpdir(), 'datacar-web-'));
let server: TestServer;

beforeAll(async () => {
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>App</title>');
  writeFileSync(join(directory, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(directory, 'assets', 'app-1a2b.js.br'), 'compressed');
  server = await startTestServer({ webDirectory: directory });
});

afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, server.url), { headers });

test.each(['/', '/cars/1/drives', '/cars/1/signals/Vehicle.Speed', '/explorer/blocks/5'])(
  '%s is a page of the app',
  async (path) => {
    const response = await ask(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<title>App</title>');
  },
);

test('a named asset may be kept for ever, and comes compressed to whoever takes it so', async () => {
  const response = await ask('/assets/app-1a2b.js', { 'accept-encoding': 'identity' });
  expect(response.headers.get('cache-control')).toContain('immutable');
  expect(await response.text()).toBe('export {};');
  const head = await fetch(new URL('/assets/app-1a2b.js', server.url), {
    method: 'HEAD',
    headers: { 'accept-encoding': 'br' },
  });
  expect(head.headers.get('content-encoding')).toBe('br');
});

test.each(['/assets/gone.js', '/sw.js', '/v1/nothing', '/healthz/nothing'])(
  '%s is not found rather than the app',
  async (path) => {
    expect((await ask(path)).status).toBe(404);
  },
);

test('a path that leads out of the folder is refused', async () => {
  expect((await ask('/..%2f..%2fetc/passwd.txt')).status).toBe(400);
});

test('the policy lets nothing in but this server, and the tile server that the viewer chose', async () => {
  const policyWith = async (cookie: string) =>
    (await ask('/', { cookie })).headers.get('content-security-policy');
  const plain = await policyWith('');
  expect(plain).toContain("script-src 'self';");
  expect(plain).toContain("connect-src 'self';");
  expect(plain).not.toMatch(/unsafe|https?:/);
  const chosen = await policyWith(`datacar-map-origin=${encodeURIComponent('https://tiles.example')}`);
  expect(chosen).toContain("connect-src 'self' https://tiles.example;");
  expect(chosen).toContain("script-src 'self';");
  for (const wrong of [
    "https://x; script-src 'unsafe-inline'",
    'javascript:alert(1)',
    '*',
    'data:text/html,x',
  ]) {
    expect(await policyWith(`datacar-map-origin=${encodeURIComponent(wrong)}`)).toBe(plain);
  }
});
