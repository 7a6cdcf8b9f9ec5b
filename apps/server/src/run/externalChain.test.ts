// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { membersAbi } from '@datacar/chain/generated/members';
import { maskOfRoles } from '@datacar/core/consortium/memberRoles';
import type { DatacarError } from '@datacar/core/errors/DatacarError';
import { type BareAnvil, startBareAnvil } from '@datacar/testing/chain/startBareAnvil';
import { type Address, createTestClient, encodeFunctionData, http, parseEther, walletActions } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolTestCar } from '../testing/enrolTestCar.ts';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';

const FROM_MS = Date.UTC(2026, 0, 5, 8);

describe('another chain by its URL', () => {
  let anvil: BareAnvil;
  let testServer: TestServer;
  let home: string;
  let otherHome: string;

  beforeAll(async () => {
    anvil = await startBareAnvil();
    home = await mkdtemp(join(tmpdir(), 'datacar-external-'));
    otherHome = await mkdtemp(join(tmpdir(), 'datacar-external-'));
  });

  afterAll(async () => {
    await testServer?.stop();
    await anvil?.stop();
    for (const folder of [home, otherHome]) await rm(folder, { recursive: true, force: true });
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

  test('another member joins with the same terms, once it is admitted', async () => {
    const founded = (await testServer.call('GET', '/.well-known/datacar.json')).json;
    const genesisFile = join(home, 'genesis.json');
    const client = createTestClient({ mode: 'anvil', transport: http(anvil.url) }).extend(walletActions);
    const joinIt = () => startTestServer({ home: otherHome, rpcUrl: anvil.url, genesisFile });
    const refusal = (await joinIt().catch((error: unknown) => error)) as DatacarError;
    expect(refusal).toMatchObject({ code: 'FUNDS_MISSING' });
    const { accounts } = refusal.details as { accounts: [Address, Address] };
    for (const address of accounts) await client.setBalance({ address, value: parseEther('10') });
    await expect(joinIt()).rejects.toMatchObject({ code: 'NOT_A_MEMBER', details: { account: accounts[0] } });

    // An insurer, which certifies no cars. The founder admits it: three members do not stand yet.
    await client.impersonateAccount({ address: founded.member });
    await client.sendTransaction({
      ...{ account: founded.member as Address, chain: null, to: founded.contracts.members.address },
      data: encodeFunctionData({
        abi: membersAbi,
        functionName: 'addMember',
        args: [accounts[0], 'Insurer', maskOfRoles(['insurer'])],
      }),
    });
    await client.mine({ blocks: 1 });
    const other = await joinIt();
    const joined = (await other.call('GET', '/.well-known/datacar.json')).json;
    expect(joined.contracts).toEqual(founded.contracts);
    expect(joined.member).toBe(accounts[0]);
    expect(joined.log.logId).not.toBe(founded.log.logId);
    await other.stop({ keepHome: true });
  });
});
