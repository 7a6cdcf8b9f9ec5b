// SPDX-License-Identifier: Apache-2.0
// What commands that sign do on a real chain: numbers of what they make, refusals before anything is signed, and a
// command that is killed in the middle.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDatacar, runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { type RunningDatacar, startDatacar } from '@datacar/testing/cli/startDatacar';
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const DATACAR = new URL('../../bin/datacar.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'datacar-token-chain-'));
const home = join(folder, 'server');
let server: RunningDatacar;

beforeAll(async () => {
  server = await startDatacar({ home });
}, 90_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const newAddress = () => privateKeyToAddress(generatePrivateKey());

async function coinOf(account: string): Promise<string> {
  return (await runDatacarJson<{ coin: string }>(['token', 'balance', account], { home })).coin;
}

async function refusal(words: string[]): Promise<string> {
  const { status, stdout } = await runDatacar([...words, '--json'], { home });
  expect(status).not.toBe(0);
  return (JSON.parse(stdout) as { error: { code: string } }).error.code;
}

test('a command killed in the middle pays once, however often it is repeated', {
  timeout: 120_000,
}, async () => {
  const unsettled = join(home, 'wallet', 'unsettled');
  const kept = () =>
    existsSync(unsettled) ? readdirSync(unsettled).filter((name) => /json$/.test(name)) : [];
  // A command may be over before it can be killed; then another one is tried.
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const to = newAddress();
    const words = ['token', 'send', '--to', to, '--amount', '3', '--asset', 'coin', '--yes'];
    const child = spawn(process.execPath, [DATACAR, ...words, '--home', home], { stdio: 'ignore' });
    const exited = new Promise((resolve) => child.once('exit', resolve));
    while (kept().length === 0 && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    child.kill('SIGKILL');
    await exited;
    const [file] = kept();
    if (file === undefined) continue;
    const { hash } = JSON.parse(readFileSync(join(unsettled, file), 'utf8')) as { hash: string };
    expect(await runDatacarJson(words, { home })).toMatchObject({ hash });
    expect(await coinOf(to)).toBe('3000000000000000000');
    expect(kept()).toEqual([]);
    // From here on, the same words are a new payment.
    await runDatacarJson(words, { home });
    expect(await coinOf(to)).toBe('6000000000000000000');
    return;
  }
  throw new Error('No command could be killed between its signature and its end.');
});

test('what a call makes is told by its number', { timeout: 60_000 }, async () => {
  const publish = [
    'offering',
    'publish',
    '--price',
    '0.02',
    '--opens',
    'now+1h',
    '--closes',
    'now+2h',
    '--yes',
  ];
  expect(await runDatacarJson(publish, { home })).toMatchObject({ action: '1' });
  const pause = ['council', 'pause', 'recordLog', '--for', '1h', '--reason', 'A drill', '--yes'];
  expect(await runDatacarJson(pause, { home })).toMatchObject({ action: '2' });
});

test('what is given wrongly is refused, and nothing is signed', { timeout: 60_000 }, async () => {
  const blockNumber = async () =>
    (await runDatacarJson<{ asOf: { blockNumber: number } }>(['token', 'supply'], { home })).asOf.blockNumber;
  const before = await blockNumber();
  const send = (to: string, amount: string) =>
    refusal(['token', 'send', '--to', to, '--amount', amount, '--asset', 'coin', '--yes']);
  const to = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
  for (const amount of ['1,5', '1e3', '-1', '0', '1.0000000000000000001']) {
    expect(await send(to, amount)).toBe('AMOUNT_INVALID');
  }
  expect(await send(to.replace('5aAeb6', '5aAeb7'), '1')).toBe('INPUT_INVALID');
  expect(await send(to, '1000000001')).toBe('TRANSACTION_REFUSED');
  const publish = ['offering', 'publish', '--price', '1', '--closes', 'now+2h', '--yes'];
  expect(await refusal([...publish, '--payment-token', to])).toBe('INPUT_INVALID');
  expect(await refusal(['offering', 'buy', '--amount', '1', '--yes'])).toBe('INPUT_INVALID');
  expect(await blockNumber()).toBe(before);
});
