// SPDX-License-Identifier: Apache-2.0
// Passkeys in a real browser with a virtual authenticator, on localhost and by the name in the local network.
import { createHash, X509Certificate } from 'node:crypto';
import { findChromium, openBrowser } from '@datacar/testing/browser/openBrowser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';

const chromium = findChromium();
if (chromium === undefined) {
  console.warn('No Chromium was found (set CHROMIUM to its path): passkeys are not tested in a browser.');
}
const isRequired = process.env.DATACAR_REQUIRE_ALL === '1';

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

/** Runs in the page: calls a route as the page's own code would, with its cookie. */
async function call(page: Page, method: string, path: string, body?: unknown) {
  return page.evaluate(
    async ({ method, path, body }) => {
      const response = await fetch(path, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      return { status: response.status, json: await response.json() };
    },
    { method, path, body },
  );
}

interface WebAuthnPage {
  PublicKeyCredential: {
    parseCreationOptionsFromJSON(json: unknown): unknown;
    parseRequestOptionsFromJSON(json: unknown): unknown;
  };
  navigator: {
    credentials: {
      create(options: unknown): Promise<{ toJSON(): Record<string, unknown> }>;
      get(options: unknown): Promise<{ toJSON(): Record<string, unknown> }>;
    };
  };
}

const makePasskey = (page: Page, options: unknown) =>
  page.evaluate(async (json) => {
    const { navigator, PublicKeyCredential } = globalThis as unknown as WebAuthnPage;
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
    return (await navigator.credentials.create({ publicKey })).toJSON();
  }, options);

const usePasskey = (page: Page, options: unknown) =>
  page.evaluate(async (json) => {
    const { navigator, PublicKeyCredential } = globalThis as unknown as WebAuthnPage;
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json);
    return (await navigator.credentials.get({ publicKey })).toJSON();
  }, options);

describe.skipIf(chromium === undefined && !isRequired)('a passkey', () => {
  let testServer: TestServer;
  let browser: Browser;
  let owner: string;
  let vehicle: string;
  const origins: Record<string, string> = {};

  beforeAll(async () => {
    testServer = await startTestServer({ lan: { port: 0, host: '127.0.0.1', name: 'garage' } });
    owner = await testServer.signIn();
    const { json } = await testServer.call('POST', '/v1/vehicles', {
      token: owner,
      body: { vin: 'VF1TESTPASSKEY001', model: 'Shared car' },
    });
    vehicle = json.id;
    const { bytes } = await testServer.call('GET', '/v1/lan/authority.crt');
    const spki = new X509Certificate(bytes).publicKey.export({ type: 'spki', format: 'der' });
    browser = await openBrowser(chromium ?? 'chromium', {
      flags: [
        '--host-resolver-rules=MAP garage.local 127.0.0.1',
        // The authority is trusted, as on a phone that has installed it.
        `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`,
      ],
    });
    const lan = (await testServer.call('GET', '/v1/lan', { token: owner })).json;
    origins.localhost = testServer.url.replace('127.0.0.1', 'localhost');
    origins['the local network'] = lan.urls[0];
  });

  afterAll(async () => {
    await browser?.close();
    await testServer?.stop();
  });

  async function openPage(origin: string, authenticator: { automaticPresenceSimulation?: boolean } = {}) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    const session = await context.newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        ...authenticator,
      },
    });
    return { context, page, session, authenticatorId };
  }

  const invite = async (role: string) =>
    (
      await testServer.call('POST', `/v1/vehicles/${vehicle}/invitations`, {
        token: owner,
        body: { name: 'Amal', role },
      })
    ).json;

  async function join(page: Page, invitation: string) {
    const asked = await call(page, 'POST', '/v1/passkeys/registration', { invitation });
    const response = await makePasskey(page, asked.json.options);
    return call(page, 'POST', '/v1/passkeys', {
      ceremony: asked.json.ceremony,
      response,
      name: 'Phone',
      invitation,
    });
  }

  async function signIn(page: Page) {
    const asked = await call(page, 'POST', '/v1/session/passkey/question');
    const response = await usePasskey(page, asked.json.options);
    return {
      response,
      asked,
      answer: await call(page, 'POST', '/v1/session/passkey', { ceremony: asked.json.ceremony, response }),
    };
  }

  test.each(['localhost', 'the local network'])(
    'joins by an invitation and signs in again: %s',
    async (where) => {
      const origin = origins[where] ?? '';
      const { context, page, session, authenticatorId } = await openPage(origin);
      const { code, url } = await invite('driver');
      expect(url.startsWith(`${origins['the local network']}/#invitation=`)).toBe(true);

      const joined = await join(page, code);
      expect([joined.status, joined.json.name, joined.json.vehicle, joined.json.isOperator]).toEqual([
        200,
        'Amal',
        vehicle,
        false,
      ]);
      const [cookie] = await context.cookies();
      expect(cookie).toMatchObject({
        httpOnly: true,
        sameSite: 'Strict',
        secure: origin.startsWith('https:'),
        path: '/',
      });
      expect((await call(page, 'GET', `/v1/vehicles/${vehicle}`)).json.role).toBe('driver');
      expect((await call(page, 'GET', `/v1/vehicles/${vehicle}/people`)).status).toBe(403);
      // Once is once.
      expect((await call(page, 'POST', '/v1/invitations/accept', { code })).json.error.code).toBe(
        'INVITATION_INVALID',
      );

      expect((await call(page, 'DELETE', '/v1/session')).status).toBe(200);
      expect((await call(page, 'GET', '/v1/session')).status).toBe(401);
      const { response, asked, answer } = await signIn(page);
      expect([answer.status, answer.json.account]).toEqual([200, joined.json.account]);
      // The same answer again is for a question that is over.
      const again = { ceremony: asked.json.ceremony, response };
      expect((await call(page, 'POST', '/v1/session/passkey', again)).json.error.code).toBe(
        'PASSKEY_INVALID',
      );
      // And for another question it is wrong.
      const other = await call(page, 'POST', '/v1/session/passkey/question');
      const replayed = { ceremony: other.json.ceremony, response };
      expect((await call(page, 'POST', '/v1/session/passkey', replayed)).json.error.code).toBe(
        'PASSKEY_INVALID',
      );

      // A clone's counter is behind.
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
      const [credential] = credentials;
      if (credential === undefined) throw new Error('the authenticator has no credential');
      await session.send('WebAuthn.removeCredential', {
        authenticatorId,
        credentialId: credential.credentialId,
      });
      await session.send('WebAuthn.addCredential', {
        authenticatorId,
        credential: { ...credential, signCount: 0 },
      });
      expect((await signIn(page)).answer.json.error.code).toBe('PASSKEY_INVALID');

      const { items } = (await call(page, 'GET', '/v1/passkeys')).json;
      expect(items.map(({ name }: { name: string }) => name)).toEqual(['Phone']);
      // Removing it ends what it signed in.
      expect((await call(page, 'DELETE', `/v1/passkeys/${items[0].id}`)).status).toBe(200);
      expect((await call(page, 'GET', '/v1/session')).status).toBe(401);
      await context.close();
    },
  );

  test('of the operator signs the operator in', async () => {
    const { context, page } = await openPage(origins.localhost ?? '');
    const link = (await testServer.call('POST', '/v1/session/links', { token: owner })).json;
    const token = new URL(link.lanUrl).hash.slice('#token='.length);
    expect((await call(page, 'POST', '/v1/session/link', { token })).status).toBe(200);
    const asked = await call(page, 'POST', '/v1/passkeys/registration', {});
    const response = await makePasskey(page, asked.json.options);
    const kept = await call(page, 'POST', '/v1/passkeys', {
      ceremony: asked.json.ceremony,
      response,
      name: 'Laptop',
    });
    expect([kept.status, kept.json.isOperator, kept.json.vehicle]).toEqual([200, true, null]);
    await call(page, 'DELETE', '/v1/session');
    expect((await signIn(page)).answer.json.isOperator).toBe(true);
    await context.close();
  });

  test('is not made without an invitation, for an address, or by an API token', async () => {
    const origin = testServer.url;
    const start = (headers: Record<string, string>, token?: string) =>
      testServer.call('POST', '/v1/passkeys/registration', { body: {}, headers, token });
    expect((await start({ origin })).json.error.code).toBe('UNAUTHENTICATED');
    expect((await start({ origin }, owner)).json.error.code).toBe('PASSKEY_HOST_INVALID');
    expect((await start({}, owner)).json.error.code).toBe('PASSKEY_HOST_INVALID');
    const { json } = await testServer.call('POST', '/v1/api-tokens', {
      token: owner,
      body: { name: 'test', scopes: ['vehicles:write'] },
    });
    expect((await start({ origin }, json.token)).json.error.code).toBe('UNAUTHENTICATED');
    const wrong = await testServer.call('POST', '/v1/passkeys/registration', {
      body: { invitation: 'AAAA-AAAA-AAAA-AAAA' },
      headers: { origin },
    });
    expect(wrong.json.error.code).toBe('INVITATION_INVALID');
  });
});
