// SPDX-License-Identifier: Apache-2.0
// The program of docs/start/program.md that reads the supply and sends DATR, as it stands there.
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { approveAction } from '@datacar/sdk/consortium/calls/approveAction';
import { buyRound } from '@datacar/sdk/token/calls/buyRound';
import { publishRound } from '@datacar/sdk/token/calls/publishRound';
import { sendCoin } from '@datacar/sdk/token/calls/sendCoin';
import { readBalances } from '@datacar/sdk/token/readBalances';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestConsortium, type TestConsortium } from './openTestConsortium.ts';

const RECIPIENT = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

/** Among the sources, so that its imports are found. */
const example = fileURLToPath(new URL(`./.example-${process.pid}.mts`, import.meta.url));

let consortium: TestConsortium;

beforeAll(async () => {
  consortium = await openTestConsortium();
}, 120_000);

afterAll(async () => {
  await rm(example, { force: true });
  await consortium?.stop();
});

test('reads the supply and sends 12.5 DATR', async () => {
  const { client, member, owner, seats, now, travelTo, send } = consortium;
  const privateKey = generatePrivateKey();
  const holder = privateKeyToAccount(privateKey);
  await send(owner, sendCoin(client, { to: holder.address, amount: 10n ** 18n }));
  const opensAtMs = Math.ceil(now() / 1_000) * 1_000 + 60_000;
  const terms = { opensAtMs, closesAtMs: opensAtMs + 86_400_000, price: 10n ** 15n };
  await send(member, publishRound(client, { round: 0, terms, reason: 'As announced' }));
  await send(seats[0], approveAction(client, { id: 1 }));
  await travelTo(opensAtMs);
  await send(holder, buyRound(client, { round: 0, amount: 100n * 10n ** 18n }));

  const text = await readFile(new URL('../../docs/start/program.md', import.meta.url), 'utf8');
  const [, code] = /```ts\n((?:(?!```)[\s\S])*?sendToken[\s\S]*?)```/.exec(text) ?? [];
  expect(code).toContain("url: 'http://127.0.0.1:8080'");
  await writeFile(example, (code ?? '').replace('http://127.0.0.1:8080', client.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', example], {
    env: { ...process.env, PRIVATE_KEY: privateKey },
  });
  const lines = stdout.trim().split('\n');
  expect(lines.slice(0, 3)).toEqual([
    '800000000 DATR',
    'publicOffering 100 released, next not known',
    'technology 0 released, next not known',
  ]);
  expect(lines.slice(6)).toEqual([
    `Send 12.5 DATR to ${RECIPIENT}`,
    expect.stringMatching(/^0x[0-9a-f]{64} in block \d+$/),
  ]);
  expect((await readBalances(client, { account: RECIPIENT })).datr).toBe((125n * 10n ** 17n).toString());
});
