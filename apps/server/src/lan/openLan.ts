// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { createSealer } from '../home/createSealer.ts';
import type { HomePaths } from '../home/HomePaths.ts';
import { type LanNames, lanNames } from './lanNames.ts';
import { type Authority, openAuthority, type ServerCertificate } from './openAuthority.ts';

const DAY_MS = 24 * 3_600_000;
/** A month: time enough for a machine that is seldom on. */
const RENEWED_BEFORE_MS = 30 * DAY_MS;
/** A new address is served soon after the machine gets it. */
const CHECK_INTERVAL_MS = 60_000;

/** This server as the local network reaches it. */
export interface Lan {
  authority: Authority;
  /** Every origin that works now, the best first. */
  urls(): string[];
  /** Done every minute: a new certificate when addresses changed or its time is nearly over. */
  renewWhenNeeded(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenLanOptions {
  paths: HomePaths;
  /** Seals the authority's key. */
  master: Uint8Array;
  /** Address to listen on; undefined for every one. */
  host: string | undefined;
  /** 0: any free one. */
  port: number;
  /** What phones call this machine, instead of its own name. */
  name: string | undefined;
}

export interface OpenLanDependencies {
  app: FastifyInstance;
  logger: Pick<FastifyBaseLogger, 'info' | 'warn'>;
  clock: () => number;
  /** How this machine is called; for tests. */
  names?: () => LanNames;
}

/** Serves the API over HTTPS to the local network, with a certificate of the home's own authority. */
export async function openLan(options: OpenLanOptions, dependencies: OpenLanDependencies): Promise<Lan> {
  const { app, logger, clock } = dependencies;
  const { paths, master, host, port, name } = options;
  const names = dependencies.names ?? (() => lanNames(name));
  const sealer = createSealer({ master, purpose: 'lan-authority' });
  const authority = await openAuthority(
    { path: join(paths.keys, 'lan-authority.json'), names: names() },
    { sealer, clock },
  );
  let served = names();
  let certificate = await authority.issue(served);
  const server = createServer(toTls(certificate));
  await app.ready();
  joinServer(server, app);
  await listen(server, { host, port });

  async function renewWhenNeeded(): Promise<void> {
    const now = names();
    const isSame = JSON.stringify(now) === JSON.stringify(served);
    if (isSame && certificate.expiresAtMs - clock() > RENEWED_BEFORE_MS) return;
    certificate = await authority.issue(now);
    served = now;
    server.setSecureContext(toTls(certificate));
    logger.info(
      { names: now.names, addresses: now.addresses },
      'renewed the certificate for the local network',
    );
  }
  const timer = setInterval(() => {
    renewWhenNeeded().catch((error) => logger.warn({ err: error }, 'the certificate was not renewed'));
  }, CHECK_INTERVAL_MS);
  timer.unref();

  const { port: listening } = server.address() as AddressInfo;
  return {
    authority,
    renewWhenNeeded,
    urls() {
      const [first, ...others] = served.names;
      return [first ?? 'localhost', ...served.addresses, ...others].map(
        (name) => `https://${name}:${listening}`,
      );
    },
    async close() {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Requests and upgrades go to the same application as those over HTTP, with the same limits. */
function joinServer(server: Server, app: FastifyInstance): void {
  const { keepAliveTimeout, requestTimeout, headersTimeout } = app.server;
  Object.assign(server, { keepAliveTimeout, requestTimeout, headersTimeout });
  server.on('request', app.routing);
  server.on('upgrade', (request, socket, head) => app.server.emit('upgrade', request, socket, head));
  // A phone that does not trust the authority yet breaks off its handshake; that is no error of ours.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
}

async function listen(
  server: Server,
  { host, port }: { host: string | undefined; port: number },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: host ?? '0.0.0.0' }, resolve);
  });
}

function toTls({ key, cert }: ServerCertificate) {
  return { key, cert, minVersion: 'TLSv1.2' as const };
}
