// SPDX-License-Identifier: Apache-2.0
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, get, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type PeerCertificate } from 'node:tls';
import { promisify } from 'node:util';
import Fastify from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createSealer } from '../home/createSealer.ts';
import { homePaths } from '../home/HomePaths.ts';
import { makeHome } from '../home/openSealingKey.ts';
import { startTestServer, type TestServer } from '../testing/startTestServer.ts';
import { lanNames } from './lanNames.ts';
import { LEAF_LIFETIME_MS, openAuthority } from './openAuthority.ts';
import { openLan } from './openLan.ts';

const DAY_MS = 24 * 3_600_000;
/** Whole seconds, as certificates have them. TLS looks at the real clock, so these have to hold today. */
const NOW = Math.floor(Date.now() / 1_000) * 1_000;
const names = { names: ['garage.local', 'garage'], addresses: ['192.168.1.20'] };
const master = new Uint8Array(32).fill(7);
const logger = pino({ level: 'silent' });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datacar-lan-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the local authority', () => {
  const sealer = createSealer({ master, purpose: 'lan-authority' });
  const open = (path: string, called = names) =>
    openAuthority({ path: join(folder, path), names: called }, { sealer, clock: () => NOW });

  test('vouches for the names of this machine, for 397 days at most', async () => {
    const authority = await open('a.json');
    const { cert, expiresAtMs } = await authority.issue(names);
    const leaf = new X509Certificate(cert);
    const ca = new X509Certificate(authority.certificate);
    expect(leaf.checkIssued(ca) && leaf.verify(ca.publicKey)).toBe(true);
    expect([ca.ca, leaf.ca]).toEqual([true, false]);
    expect(leaf.subjectAltName).toBe(
      'DNS:garage.local, DNS:garage, DNS:localhost, IP Address:192.168.1.20, IP Address:127.0.0.1',
    );
    const lifetimeMs = Date.parse(leaf.validTo) - Date.parse(leaf.validFrom);
    expect(lifetimeMs).toBe(LEAF_LIFETIME_MS);
    expect(lifetimeMs).toBeLessThanOrEqual(397 * DAY_MS);
    expect(Date.parse(leaf.validTo)).toBe(expiresAtMs);
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(authority.fingerprint).toBe(ca.fingerprint256);
  });

  test('is the same after a restart, its key sealed, and another one for another name', async () => {
    const before = await open('b.json');
    expect((await open('b.json')).fingerprint).toBe(before.fingerprint);
    expect(await readFile(join(folder, 'b.json'), 'utf8')).not.toContain('privateKey');
    const other = { names: ['barn.local', 'barn'], addresses: [] };
    expect((await open('b.json', other)).fingerprint).not.toBe(before.fingerprint);
  });

  test('cannot vouch for anything else: clients refuse what it says of other names', async () => {
    const authority = await open('c.json');
    const stolen = await authority.issue({ names: ['bank.example'], addresses: [] });
    const foreign = await authority.issue({ names: [], addresses: ['8.8.8.8'] });
    const good = await authority.issue(names);
    const pem = new X509Certificate(authority.certificate).toString();
    const outcomeOf = async ({ key, cert }: { key: string; cert: string }, servername: string) => {
      const server = createServer({ key, cert }, (socket) => socket.end());
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      try {
        return await new Promise<string>((resolve) => {
          const socket = connect({ port, host: '127.0.0.1', ca: pem, servername }, () => {
            socket.end();
            resolve('trusted');
          });
          socket.once('error', (error) => resolve(error.message));
        });
      } finally {
        server.close();
      }
    };
    expect(await outcomeOf(good, 'garage.local')).toBe('trusted');
    expect(await outcomeOf(stolen, 'bank.example')).toBe('permitted subtree violation');
    expect(await outcomeOf(foreign, 'garage.local')).toBe('permitted subtree violation');
  });
});

describe('the address in the local network', () => {
  test('gets a new certificate when the machine gets another address, and before the old one ends', async () => {
    const paths = homePaths(join(folder, 'home'));
    await makeHome(paths);
    const app = Fastify();
    let now = names;
    let offsetMs = 0;
    const lan = await openLan(
      { paths, master, host: '127.0.0.1', port: 0, name: undefined },
      { app, logger, clock: () => Date.now() + offsetMs, names: () => now },
    );
    const { port } = new URL(lan.urls()[0] ?? '');
    const ca = new X509Certificate(lan.authority.certificate).toString();
    const served = () =>
      new Promise<PeerCertificate>((resolve, reject) => {
        const socket = connect(
          {
            port: Number(port),
            host: '127.0.0.1',
            ca,
            servername: 'garage.local',
            rejectUnauthorized: false,
          },
          () => {
            resolve(socket.getPeerCertificate());
            socket.end();
          },
        );
        socket.once('error', reject);
      });
    const first = await served();
    await lan.renewWhenNeeded();
    expect((await served()).serialNumber).toBe(first.serialNumber);
    now = { ...names, addresses: ['192.168.1.21'] };
    await lan.renewWhenNeeded();
    expect((await served()).subjectaltname).toContain('192.168.1.21');
    expect(lan.urls()).toContain(`https://192.168.1.21:${port}`);
    const second = await served();
    offsetMs = 370 * DAY_MS;
    await lan.renewWhenNeeded();
    expect((await served()).serialNumber).not.toBe(second.serialNumber);
    await lan.close();
    await app.close();
  });

  test('names are local ones only', () => {
    const { names: called, addresses } = lanNames('Réne’s Laptop.example.com');
    expect(called).toEqual(['r-ne-s-laptop.local', 'r-ne-s-laptop']);
    for (const address of addresses) expect(address).toMatch(/^(10|172|192\.168|169\.254|100)\./);
  });
});

/** A network of its own between this machine and a pretended phone; undefined where nobody may make one. */
function openNetwork():
  | { address: string; run(program: string[]): Promise<string>; close(): void }
  | undefined {
  const name = `datacar-${process.pid}`;
  const device = `dc${process.pid}`.slice(0, 13);
  const third = process.pid % 250;
  const ip = (...parameters: string[]) => execFileSync('ip', parameters, { stdio: 'pipe' });
  if (process.getuid?.() !== 0 || spawnSync('ip', ['netns', 'add', name]).status !== 0) return undefined;
  const close = () => {
    // The pair of devices goes with the namespace that has one end of it.
    ip('netns', 'del', name);
  };
  try {
    ip('link', 'add', `${device}a`, 'type', 'veth', 'peer', 'name', `${device}b`, 'netns', name);
    ip('addr', 'add', `10.213.${third}.1/30`, 'dev', `${device}a`);
    ip('link', 'set', `${device}a`, 'up');
    ip('netns', 'exec', name, 'ip', 'addr', 'add', `10.213.${third}.2/30`, 'dev', `${device}b`);
    ip('netns', 'exec', name, 'ip', 'link', 'set', `${device}b`, 'up');
  } catch {
    close();
    return undefined;
  }
  return {
    address: `10.213.${third}.1`,
    // Not in step: the server answers from this very process.
    run: async (program) =>
      (await promisify(execFile)('ip', ['netns', 'exec', name, ...program], { timeout: 20_000 })).stdout,
    close,
  };
}

const network = openNetwork();
if (network === undefined) {
  console.warn(
    'No network namespace can be made here (it needs root and iproute2): --lan is tried on loopback only.',
  );
}

describe('a phone', () => {
  let testServer: TestServer;
  let ca: string;
  let lanUrl: URL;

  beforeAll(async () => {
    testServer = await startTestServer({
      lan: { port: 0, name: 'garage', ...(network === undefined ? { host: '127.0.0.1' } : {}) },
    });
    const { bytes, headers } = await testServer.call('GET', '/v1/lan/authority.crt');
    expect(headers.get('content-type')).toBe('application/x-x509-ca-cert');
    ca = new X509Certificate(bytes).toString();
    const { json } = await testServer.call('GET', '/v1/lan', { token: await testServer.signIn() });
    expect(json.authority.fingerprint).toBe(new X509Certificate(ca).fingerprint256);
    lanUrl = new URL(json.urls[0]);
    expect(json.qr.length).toBe(json.qr[0].length);
    if (network !== undefined) expect(json.urls).toContain(`https://${network.address}:${lanUrl.port}`);
  });
  afterAll(async () => {
    await testServer.stop();
    network?.close();
  });

  const fetchByName = (host: string) =>
    new Promise<number>((resolve, reject) => {
      get(
        {
          host: '127.0.0.1',
          port: lanUrl.port,
          servername: 'garage.local',
          path: '/healthz',
          ca,
          headers: { host },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      ).once('error', reject);
    });

  test('that trusts the authority reaches the server by its name, and others do not exist', async () => {
    expect(await fetchByName(lanUrl.host)).toBe(200);
    expect(await fetchByName(`evil.example:${lanUrl.port}`)).toBe(403);
  });

  test('hears the live feed over TLS with its cookie', async () => {
    const token = await testServer.signIn();
    const cookie = `datacar-session-${new URL(testServer.url).port}=${token}`;
    const socket = new WebSocket(`wss://127.0.0.1:${lanUrl.port}/v1/live`, {
      agent: new Agent({ ca, servername: 'garage.local' }),
      headers: { cookie, origin: `https://127.0.0.1:${lanUrl.port}` },
    });
    const first = await new Promise((resolve, reject) => {
      socket.once('message', (data) => resolve(JSON.parse(String(data))));
      socket.once('error', reject);
    });
    expect(first).toEqual({ type: 'ready', vehicles: [] });
    socket.close();
  });

  test('sets a cookie for HTTPS only', async () => {
    const link = await testServer.call('POST', '/v1/session/links', { token: await testServer.signIn() });
    const token = new URL(link.json.lanUrl).hash.slice('#token='.length);
    const cookie = await new Promise<string>((resolve, reject) => {
      const body = JSON.stringify({ token });
      const headers = { host: lanUrl.host, 'content-type': 'application/json' };
      const sent = request(
        {
          method: 'POST',
          host: '127.0.0.1',
          port: lanUrl.port,
          servername: 'garage.local',
          path: '/v1/session/link',
          ca,
          headers,
        },
        (response) => {
          response.resume();
          resolve(response.headers['set-cookie']?.[0] ?? '');
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
    expect(cookie).toMatch(/HttpOnly; Secure; SameSite=Strict/);
  });

  test.skipIf(network === undefined)(
    'in another network namespace sees HTTPS, and nothing else',
    async () => {
      const file = join(folder, 'authority.pem');
      await writeFile(file, ca);
      const script = `
      const { get } = require('node:https');
      const { connect } = require('node:net');
      const [address, lanPort, ...closed] = process.argv.slice(1);
      const ask = (options) => new Promise((resolve) => get({ host: address, port: lanPort, path: '/healthz', ...options },
        (response) => { response.resume(); resolve(response.statusCode); }).once('error', ({ code }) => resolve(code)));
      const reach = (port) => new Promise((resolve) => connect({ host: address, port: Number(port) }, () => resolve('open'))
        .once('error', ({ code }) => resolve(code)));
      (async () => {
        console.log(JSON.stringify({
          byAddress: await ask({}),
          byName: await ask({ servername: 'garage.local', headers: { host: 'garage.local:' + lanPort } }),
          byWrongName: await ask({ servername: 'garage.local', headers: { host: 'evil.example' } }),
          untrusting: await ask({ ca: require('node:tls').rootCertificates, agent: false }),
          closed: await Promise.all(closed.map(reach)),
        }));
        process.exit();
      })();`;
      const { address, run } = network ?? { address: '', run: async () => '' };
      const mqttPort = new URL(testServer.server.ready.mqttUrl ?? '').port;
      const said = await run([
        'env',
        `NODE_EXTRA_CA_CERTS=${file}`,
        process.execPath,
        '-e',
        script,
        address,
        lanUrl.port,
        new URL(testServer.url).port,
        mqttPort,
      ]);
      expect(JSON.parse(said)).toEqual({
        byAddress: 200,
        byName: 200,
        byWrongName: 403,
        untrusting: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_/),
        closed: ['ECONNREFUSED', 'ECONNREFUSED'],
      });
    },
  );
});
