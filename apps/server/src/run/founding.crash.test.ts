// SPDX-License-Identifier: Apache-2.0
// Kill -9 at random moments while a server founds its consortium: it is founded once, and nothing is sent twice.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicClient, http } from 'viem';
import { afterAll, expect, test } from 'vitest';
import { createTestApi } from '../testing/createTestApi.ts';
import { type SpawnedServer, spawnTestServer } from '../testing/spawnTestServer.ts';

/** `npm run test:crash` sets more. */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3);
/** Deploying and what follows take two blocks of a second. */
const KILL_AFTER_MS_MAX = 2_500;
const ROUND_MS_MAX = 60_000;

/** Genesis, the twenty that it creates, and what makes the member known: a server account, a certificate key, a log. */
const TRANSACTIONS = 1 + 20 + 3;

const home = await mkdtemp(join(tmpdir(), 'datacar-founding-'));
let server: SpawnedServer | undefined;

afterAll(async () => {
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

test(`${ROUNDS} kills while a consortium is founded leave one that is whole`, {
  timeout: (ROUNDS + 1) * ROUND_MS_MAX,
}, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const killAt = { stage: 'contracts', afterMs: Math.random() * KILL_AFTER_MS_MAX };
    // One that was ready before it was to be killed is killed then.
    const spawned = await spawnTestServer(home, { killAt }).catch((error: Error) => error);
    if (spawned instanceof Error) expect(spawned.message).toContain('the server ended with null');
    else await spawned.kill();
  }
  server = await spawnTestServer(home);
  const api = createTestApi(server.ready);
  const { json } = await api.call('GET', '/v1/contracts');
  expect(json.items.every(({ isVerified }: { isVerified: boolean }) => isVerified)).toBe(true);
  const { json: description } = await api.call('GET', '/.well-known/datacar.json');
  const client = createPublicClient({ transport: http(server.ready.rpcUrl) });
  expect(await client.getTransactionCount({ address: description.member })).toBe(TRANSACTIONS);
  expect(description.log.logId).toBe('1');
});
