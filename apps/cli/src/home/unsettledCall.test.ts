// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openUnsettledCall } from './unsettledCall.ts';

const call = {
  to: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
  data: '0x',
  value: 1n,
  from: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc',
  url: 'http://127.0.0.1:8080',
} as const;
const signed = { hash: '0x01', rawTransaction: '0x02' } as const;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'datacar-unsettled-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('what was signed is there for the next command until its outcome is known', async () => {
  expect(await openUnsettledCall(home, call).read()).toBeUndefined();
  await openUnsettledCall(home, call).keep(signed);
  expect(await openUnsettledCall(home, call).read()).toBe('0x02');
  await openUnsettledCall(home, call).forget();
  expect(await openUnsettledCall(home, call).read()).toBeUndefined();
});

test.each([
  ['amount', { value: 2n }],
  ['recipient', { to: call.from }],
  ['signer', { from: call.to }],
  ['call', { data: '0x01' as const }],
  ['server', { url: 'http://127.0.0.1:8081' }],
])('another %s is another call', async (_, other) => {
  await openUnsettledCall(home, call).keep(signed);
  expect(await openUnsettledCall(home, { ...call, ...other }).read()).toBeUndefined();
});

test('a signature takes the place of one that can be in no block any more', async () => {
  await openUnsettledCall(home, call).keep(signed);
  await openUnsettledCall(home, call).keep({ ...signed, rawTransaction: '0x03' });
  expect(await openUnsettledCall(home, call).read()).toBe('0x03');
});

test('only its user can read it', async () => {
  await openUnsettledCall(home, call).keep(signed);
  const folder = join(home, 'wallet', 'unsettled');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const files = readdirSync(folder);
  expect(files).toHaveLength(1);
  expect(statSync(join(folder, files[0] ?? '')).mode & 0o777).toBe(0o600);
});
