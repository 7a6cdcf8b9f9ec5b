// SPDX-License-Identifier: Apache-2.0
// People, phones, contracts and imports through the SDK, against a real server; every answer is checked.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecret } from '@datacar/core/wallet/openSecret';
import { type RunningDatacar, startDatacar } from '@datacar/testing/cli/startDatacar';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLan } from './api/readLan.ts';
import { readLanAuthority } from './api/readLanAuthority.ts';
import type { Client } from './client/Client.ts';
import { createClient } from './client/createClient.ts';
import { listContracts } from './consortium/listContracts.ts';
import { readContract } from './consortium/readContract.ts';
import { discardImport } from './records/discardImport.ts';
import { listDrives } from './records/listDrives.ts';
import { listImports } from './records/listImports.ts';
import { previewImport } from './records/previewImport.ts';
import { readImport } from './records/readImport.ts';
import { readLatest } from './records/readLatest.ts';
import { startImport } from './records/startImport.ts';
import { uploadRecords } from './records/uploadRecords.ts';
import { acceptInvitation } from './vehicles/acceptInvitation.ts';
import { invitePerson } from './vehicles/invitePerson.ts';
import { listPeople } from './vehicles/listPeople.ts';
import { listVehicles } from './vehicles/listVehicles.ts';
import { readInvitation } from './vehicles/readInvitation.ts';
import { registerVehicle } from './vehicles/registerVehicle.ts';
import { removePerson } from './vehicles/removePerson.ts';
import { withdrawInvitation } from './vehicles/withdrawInvitation.ts';
import { accountOfPrivateKey } from './wallet/accountOfPrivateKey.ts';
import { createLoginLink } from './wallet/createLoginLink.ts';
import { listPasskeys } from './wallet/listPasskeys.ts';

const startMs = Date.UTC(2026, 4, 1, 8);

describe('sharing a car', () => {
  const home = mkdtempSync(join(tmpdir(), 'datacar-sharing-'));
  let datacar: RunningDatacar;
  let owner: Client;
  let vehicle: string;

  beforeAll(async () => {
    datacar = await startDatacar({ home });
    const sealed: unknown = JSON.parse(readFileSync(join(home, 'accounts', 'owner.json'), 'utf8'));
    const secret = readFileSync(join(home, 'secret.key'));
    const privateKey = openSecret({ sealed, sealedWith: { type: 'machine', secret }, purpose: 'account' });
    owner = createClient({ url: datacar.url, account: accountOfPrivateKey(privateKey) });
    vehicle = (await registerVehicle(owner, { vin: 'VF1ACVYB012345678', model: 'Renault Twizy' })).id;
  }, 120_000);

  afterAll(async () => {
    await datacar?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test('an owner invites, the invited person takes the role, and loses it again', async () => {
    const person = createClient({ url: datacar.url, account: privateKeyToAccount(generatePrivateKey()) });
    const { code, url, qr } = await invitePerson(owner, { vehicle, name: 'Amal', role: 'viewer' });
    expect([url.endsWith(`#invitation=${code}`), qr.length]).toEqual([true, qr[0]?.length]);
    expect(await readInvitation(createClient({ url: datacar.url }), { code })).toMatchObject({
      vehicle,
      model: 'Renault Twizy',
      role: 'viewer',
    });
    expect(await acceptInvitation(person, { code })).toEqual({ vehicle, role: 'viewer' });
    expect((await listVehicles(person)).items).toMatchObject([{ id: vehicle, role: 'viewer' }]);
    expect((await readLatest(person, { vehicle })).items).toEqual([]);
    expect((await listPasskeys(person)).items).toEqual([]);

    const unused = await invitePerson(owner, { vehicle, name: 'Karim', role: 'driver', expiresInHours: 1 });
    const { items, invitations } = await listPeople(owner, { vehicle });
    expect(invitations).toMatchObject([{ id: unused.id, name: 'Karim' }]);
    await withdrawInvitation(owner, { vehicle, invitation: unused.id });
    await removePerson(owner, { vehicle, account: items[1]?.account ?? '' });
    await expect(readLatest(person, { vehicle })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('a file is brought, looked at, imported and forgotten', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, second) => `${new Date(startMs + second * 1_000).toISOString()},50,${-6.8 + second / 10_000},33.9`,
    );
    const file = new Blob([`time,speed,longitude,latitude\n${rows.join('\n')}\n`], { type: 'text/csv' });
    const { id } = await uploadRecords(owner, { vehicle, name: 'drive.csv', file });
    const { mapping, mappingOrigin, readings } = await previewImport(owner, { vehicle, import: id });
    expect([mappingOrigin, readings[0]?.timeMs]).toEqual(['guessed', startMs]);
    await startImport(owner, { vehicle, import: id, mapping: mapping ?? undefined });
    await expect
      .poll(async () => (await readImport(owner, { vehicle, import: id })).state, { timeout: 60_000 })
      .toBe('done');
    const { result } = await readImport(owner, { vehicle, import: id });
    expect(result).toMatchObject({ rows: 300, rowsAccepted: 300, readings: 900, batches: 5 });
    expect((await listDrives(owner, { vehicle })).items).toHaveLength(1);

    expect((await listImports(owner, { vehicle })).items.map((each) => each.id)).toEqual([id]);
    await discardImport(owner, { vehicle, import: id });
    expect((await listImports(owner, { vehicle })).items).toEqual([]);
  }, 90_000);

  test('anyone sees that the contracts are what their source says', async () => {
    const stranger = createClient({ url: datacar.url });
    const { items } = await listContracts(stranger);
    expect(items.filter(({ isVerified }) => !isVerified)).toEqual([]);
    const names = items.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Members', 'VehicleRegistry', 'RecordLog', 'DATR']));
    expect(names).toHaveLength(16);
    for (const { name, address } of items) {
      const contract = await readContract(stranger, { contract: address });
      expect([contract.name, contract.sources[0]?.text.includes(`contract ${name}`)]).toEqual([name, true]);
    }
    await expect(readContract(stranger, { contract: 'Nothing' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('without --lan there is nothing for phones', async () => {
    expect(await readLan(owner)).toEqual({ isOn: false, urls: [], qr: null, authority: null });
    await expect(readLanAuthority(owner)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await createLoginLink(owner)).toMatchObject({ lanUrl: null, lanQr: null });
  });
});
