// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatacarError } from '@datacar/core/errors/DatacarError';
import { type BareAnvil, startBareAnvil } from '@datacar/testing/chain/startBareAnvil';
import { type Address, createTestClient, http, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolTestCar } from '../testing/enrolTestCar.ts';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';

const FROM_MS = Date.UTC(2026, 0, 5, 8);

describe('another chain by its URL', () => {
  let anvil: BareAnvil;
  let testServer: TestServer;
  let home: string;

  beforeAll(async () => {
    anvil = await startBareAnvil();
    home = await mkdtemp(join(tmpdir(), 'datacar-external-'));
  });

  afterAll(async () => {
    await testServer?.stop();
    await anvil?.stop();
    await rm(home, { recursive: true, force: true });
  });

  test('accounts without money for gas are named', async () => {
    const refusal = await startTestServer({ home, rpcUrl: anvil.url }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'FUNDS_MISSING' });
    const { accounts } = (refusal as DatacarError).details as { accounts: Address[] };
    expect(accounts).toHaveLength(2);
    const client = createTestClient({ mode: 'anvil', transport: http(anvil.url) });
    for (const address of accounts) await client.setBalance({ address, value: parseEther('10') });
  });

  test('the contracts are deployed there, and found by the next start', async () => {
    testServer = await startTestServer({ home, rpcUrl: anvil.url });
    const car = await enrolTestCar(testServer);
    await car.send(car.next([{ path: 'Vehicle.Speed', timeMs: FROM_MS, value: 1 }]).wire);
    const token = await testServer.signIn();
    const anchored = await testServer.call('POST', '/v1/log/anchors', { token });
    expect(anchored.json.size).toBe(1);
    const before = (await testServer.call('GET', '/.well-known/datacar.json')).json;
    expect(before.chain.isEmbedded).toBe(false);
    await testServer.stop({ keepHome: true });
    testServer = await startTestServer({ home, rpcUrl: anvil.url });
    const after = (await testServer.call('GET', '/.well-known/datacar.json')).json;
    expect(after).toEqual({ ...before, mqttUrl: after.mqttUrl });
  });
});
