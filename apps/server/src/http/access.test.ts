// SPDX-License-Identifier: Apache-2.0
import { allRoutes } from '@datacar/core/api/allRoutes';
import type { RouteDefinition } from '@datacar/core/api/defineRoute';
import { scopes } from '@datacar/core/api/scopes';
import { encodeBatch } from '@datacar/core/records/encodeBatch';
import { includesRole, type Role, roles } from '@datacar/core/vehicles/roles';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolTestCar, type TestCar } from '../testing/enrolTestCar.ts';
import { signInAs } from '../testing/signInAs.ts';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';

const NOW = Date.UTC(2026, 0, 5, 8);
const SPEED = 'Vehicle.Speed';
const period = `from=${NOW}&to=${NOW + 60_000}`;

/** One good request for every route: what its rightful caller would send. A route without one fails the test. */
const requests: Record<
  string,
  (ids: { vehicle: string; headerHash: string }) => { path: string; body?: unknown }
> = {
  readHealth: () => ({ path: '/healthz' }),
  readMetrics: () => ({ path: '/metrics' }),
  readServerDescription: () => ({ path: '/.well-known/datacar.json' }),
  readTrust: () => ({ path: '/v1/trust' }),
  listSignals: () => ({ path: '/v1/signals' }),
  readLan: () => ({ path: '/v1/lan' }),
  readLanAuthority: () => ({ path: '/v1/lan/authority.crt' }),
  listContracts: () => ({ path: '/v1/contracts' }),
  readContract: () => ({ path: '/v1/contracts/RecordLog' }),
  startPasskeyRegistration: () => ({ path: '/v1/passkeys/registration', body: {} }),
  registerPasskey: () => ({ path: '/v1/passkeys', body: { ceremony: 'none', response: {}, name: 'Phone' } }),
  startPasskeySignIn: () => ({ path: '/v1/session/passkey/question' }),
  signInWithPasskey: () => ({ path: '/v1/session/passkey', body: { ceremony: 'none', response: {} } }),
  listPasskeys: () => ({ path: '/v1/passkeys' }),
  removePasskey: () => ({ path: '/v1/passkeys/none' }),
  listPeople: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/people` }),
  invitePerson: ({ vehicle }) => ({
    path: `/v1/vehicles/${vehicle}/invitations`,
    body: { name: 'Amal', role: 'viewer' },
  }),
  withdrawInvitation: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/invitations/none` }),
  removePerson: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/people/0x${'11'.repeat(20)}` }),
  readInvitation: () => ({ path: '/v1/invitations/read', body: { code: 'AAAA-AAAA' } }),
  acceptInvitation: () => ({ path: '/v1/invitations/accept', body: { code: 'AAAA-AAAA' } }),
  uploadRecords: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/imports?name=drive.csv` }),
  listImports: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/imports` }),
  readImport: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/imports/none` }),
  previewImport: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/imports/none/preview`, body: {} }),
  startImport: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/imports/none/start`, body: {} }),
  discardImport: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/imports/none` }),
  createNonce: () => ({ path: '/v1/session/nonce' }),
  signInWithEthereum: () => ({ path: '/v1/session/siwe', body: { message: 'none', signature: '0x00' } }),
  signInWithLink: () => ({ path: '/v1/session/link', body: { token: 'A'.repeat(43) } }),
  createLoginLink: () => ({ path: '/v1/session/links' }),
  readSession: () => ({ path: '/v1/session' }),
  signOut: () => ({ path: '/v1/session' }),
  createApiToken: () => ({ path: '/v1/api-tokens', body: { name: 'test', scopes: ['records:read'] } }),
  listApiTokens: () => ({ path: '/v1/api-tokens' }),
  revokeApiToken: () => ({ path: '/v1/api-tokens/none' }),
  registerVehicle: () => ({ path: '/v1/vehicles', body: { vin: 'VF1ACVYB012345678', model: 'Test' } }),
  listVehicles: () => ({ path: '/v1/vehicles' }),
  readVehicle: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}` }),
  createEnrolmentCode: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/enrolment-codes` }),
  enrolDevice: () => ({
    path: '/v1/enrolments',
    body: { code: 'AAAA-AAAA', publicKey: 'BA', signature: 'BA' },
  }),
  readLatest: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/latest` }),
  querySeries: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/series?signals=${SPEED}&${period}` }),
  listDrives: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/drives` }),
  listStreams: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/streams` }),
  readStream: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/streams/${'0'.repeat(64)}` }),
  listGaps: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/gaps` }),
  proveReading: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/proof?signal=${SPEED}&at=${NOW}` }),
  provePeriod: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/period-proof?${period}` }),
  exportReadings: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/export?${period}` }),
  eraseReadings: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/erase` }),
  sendBatch: ({ vehicle }) => ({ path: `/v1/vehicles/${vehicle}/batches`, body: Buffer.from('noise') }),
  proveInclusion: ({ headerHash }) => ({ path: `/v1/batches/${headerHash}/inclusion` }),
  readCheckpoint: () => ({ path: '/v1/log/checkpoint' }),
  readTile: () => ({ path: '/v1/log/tile/0/000.p/1' }),
  proveConsistency: () => ({ path: '/v1/log/consistency?from=1&to=1' }),
  listAnchors: () => ({ path: '/v1/log/anchors' }),
  anchorLog: () => ({ path: '/v1/log/anchors' }),
  readTokenSupply: () => ({ path: '/v1/token/supply' }),
  readTokenSchedule: () => ({ path: '/v1/token/schedule' }),
  readBalances: () => ({ path: `/v1/token/balances/0x${'11'.repeat(20)}` }),
  listTransfers: () => ({ path: '/v1/token/transfers' }),
  readOffering: () => ({ path: '/v1/token/offering' }),
  listFundReleases: () => ({ path: '/v1/token/funds/operation/releases' }),
  listMembers: () => ({ path: '/v1/consortium/members' }),
  listProposals: () => ({ path: '/v1/consortium/proposals' }),
  listValidators: () => ({ path: '/v1/consortium/validators' }),
  readCouncil: () => ({ path: '/v1/consortium/council' }),
};

/** Whoever calls, and whether a route lets them. */
interface Caller {
  name: string;
  token: () => string | undefined;
  isAllowed: (route: RouteDefinition) => boolean;
  /** What it is told where it may not. */
  refusals: (route: RouteDefinition) => number[];
}

const listed = ({ access }: RouteDefinition, caller: string) =>
  access !== 'public' && (access as readonly string[]).includes(caller);
/** Whether a role, with all that it includes, opens a route. */
const opens = (route: RouteDefinition, role: Role) =>
  roles.some((needed) => includesRole(role, needed) && listed(route, needed));
const isPublic = ({ access }: RouteDefinition) => access === 'public';

describe('every route as everyone', () => {
  let testServer: TestServer;
  let clockOffsetMs = 0;
  let ids: { vehicle: string; headerHash: string };
  let car: TestCar;
  let otherCar: TestCar;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    testServer = await startTestServer({ clock: () => Date.now() + clockOffsetMs });
    tokens.owner = await testServer.signIn();
    [car, otherCar] = await Promise.all([enrolTestCar(testServer), enrolTestCar(testServer)]);
    const { batch } = car.next([{ path: SPEED, timeMs: NOW, value: 1 }]);
    await car.send(encodeBatch(batch));
    ids = { vehicle: car.id, headerHash: `0x${Buffer.from(batch.headerHash).toString('hex')}` };
    tokens.stranger = await signInAs(testServer, privateKeyToAccount(generatePrivateKey()));
    const inviteAs = async (role: Role) => {
      const account = privateKeyToAccount(generatePrivateKey());
      const token = await signInAs(testServer, account);
      const { json } = await testServer.call('POST', `/v1/vehicles/${car.id}/invitations`, {
        token: tokens.owner,
        body: { name: role, role },
      });
      await testServer.call('POST', '/v1/invitations/accept', { token, body: { code: json.code } });
      return { token, account };
    };
    for (const role of roles) tokens[`invited ${role}`] = (await inviteAs(role)).token;
    const removed = await inviteAs('owner');
    tokens.removed = removed.token;
    await testServer.call('DELETE', `/v1/vehicles/${car.id}/people/${removed.account.address}`, {
      token: tokens.owner,
    });
    const apiToken = async (granted: string[]) =>
      (
        await testServer.call('POST', '/v1/api-tokens', {
          token: tokens.owner,
          body: { name: 'test', scopes: granted, expiresInDays: 1 },
        })
      ).json.token as string;
    tokens.full = await apiToken([...scopes]);
    for (const scope of scopes) tokens[scope] = await apiToken([scope]);
    // Two days on, this one has expired; the owner's session, good for a week, has not.
    tokens.expired = await apiToken([...scopes]);
    const { json } = await testServer.call('POST', '/v1/api-tokens', {
      token: tokens.owner,
      body: { name: 'revoked', scopes: [...scopes] },
    });
    tokens.revoked = json.token;
    await testServer.call('DELETE', `/v1/api-tokens/${json.id}`, { token: tokens.owner });
  });

  afterAll(() => testServer.stop());

  const callers: Caller[] = [
    { name: 'no one', token: () => undefined, isAllowed: isPublic, refusals: () => [401] },
    {
      name: 'somebody with a made-up token',
      token: () => `dcs_${'A'.repeat(43)}`,
      isAllowed: isPublic,
      refusals: () => [401],
    },
    {
      name: 'a program with a revoked token',
      token: () => tokens.revoked,
      isAllowed: isPublic,
      refusals: () => [401],
    },
    {
      name: 'another person',
      token: () => tokens.stranger,
      isAllowed: (route) => isPublic(route) || listed(route, 'signedIn'),
      refusals: () => [403],
    },
    ...roles.map(
      (role): Caller => ({
        name: `a person invited as ${role}`,
        token: () => tokens[`invited ${role}`],
        isAllowed: (route) => isPublic(route) || listed(route, 'signedIn') || opens(route, role),
        refusals: () => [403],
      }),
    ),
    {
      name: 'a person whose role was ended',
      token: () => tokens.removed,
      isAllowed: (route) => isPublic(route) || listed(route, 'signedIn'),
      refusals: () => [403],
    },
    {
      name: "another car's device",
      token: () => otherCar.token(),
      // Routes about no vehicle are the car's own affair.
      isAllowed: (route) => isPublic(route) || route.name === 'anchorLog',
      refusals: () => [403],
    },
    {
      name: "the car's device",
      token: () => car.token(),
      isAllowed: (route) => isPublic(route) || listed(route, 'device'),
      refusals: () => [403],
    },
    {
      name: 'the owner, who runs this server',
      token: () => tokens.owner,
      isAllowed: (route) =>
        isPublic(route) ||
        ['signedIn', 'operator'].some((caller) => listed(route, caller)) ||
        opens(route, 'owner'),
      refusals: () => [403],
    },
    {
      name: "a program with all of the owner's scopes",
      token: () => tokens.full,
      isAllowed: (route) =>
        isPublic(route) ||
        (route.scope !== undefined &&
          (['signedIn', 'operator'].some((caller) => listed(route, caller)) || opens(route, 'owner'))),
      refusals: () => [403],
    },
    ...scopes.map(
      (scope): Caller => ({
        name: `a program that may only ${scope}`,
        token: () => tokens[scope],
        isAllowed: (route) =>
          isPublic(route) ||
          (route.scope === scope &&
            (['signedIn', 'operator'].some((caller) => listed(route, caller)) || opens(route, 'owner'))),
        refusals: () => [403],
      }),
    ),
  ];

  /** The rightful callers of these would end what the other cases need. */
  const last = new Set(['signOut', 'eraseReadings']);
  const ordered = [...allRoutes].sort(
    (left, right) => Number(last.has(left.name)) - Number(last.has(right.name)),
  );

  test('every route has a case', () => {
    expect(Object.keys(requests).sort()).toEqual(allRoutes.map(({ name }) => name).sort());
  });

  describe.each(callers)('$name', ({ token, isAllowed, refusals }) => {
    test.each(ordered.map((route) => [route.name, route as RouteDefinition] as const))(
      '%s',
      async (name, route) => {
        const { path, body } = requests[name]?.(ids) ?? { path: '/missing' };
        if (isAllowed(route)) {
          // Rightful callers that would change what others need have tests of their own.
          if (route.method !== 'GET') return;
          const { status } = await testServer.call(route.method, path, { token: token() });
          expect([200, 404]).toContain(status);
          return;
        }
        const { status, json } = await testServer.call(route.method, path, { token: token(), body });
        expect({ status, hasError: typeof json?.error?.code === 'string' }).toEqual({
          status: expect.anything(),
          hasError: true,
        });
        expect(refusals(route)).toContain(status);
      },
    );
  });

  test('an expired token, and later an expired session, are no one', async () => {
    const statusOf = async (token: string | undefined) =>
      (await testServer.call('GET', '/v1/vehicles', { token })).status;
    expect(await statusOf(tokens.expired)).toBe(200);
    clockOffsetMs = 2 * 24 * 3_600_000;
    expect(await statusOf(tokens.expired)).toBe(401);
    expect(await statusOf(tokens.owner)).toBe(200);
    expect(
      (await testServer.call('GET', `/v1/vehicles/${car.id}/streams`, { token: car.token() })).status,
    ).toBe(401);
    clockOffsetMs = 8 * 24 * 3_600_000;
    expect(await statusOf(tokens.owner)).toBe(401);
  });
});
