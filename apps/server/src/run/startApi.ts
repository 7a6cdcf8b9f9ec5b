// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';

import { implementConsortium } from '../consortium/implementConsortium.ts';
import { implementGovernance } from '../consortium/implementGovernance.ts';
import { createHttpServer } from '../http/createHttpServer.ts';
import type { Metrics } from '../http/createMetrics.ts';
import type { Implementation } from '../http/implement.ts';
import { implementServer } from '../http/implementServer.ts';
import { registerDocs } from '../http/registerDocs.ts';
import { registerLandingPage } from '../http/registerLandingPage.ts';
import { registerRoutes } from '../http/registerRoutes.ts';
import { registerRpc } from '../http/registerRpc.ts';
import { registerWebApp } from '../http/registerWebApp.ts';
import { implementLan } from '../lan/implementLan.ts';
import { lanNames } from '../lan/lanNames.ts';
import { type Lan, openLan } from '../lan/openLan.ts';
import type { LiveFeed } from '../live/createLiveFeed.ts';
import { registerLive } from '../live/registerLive.ts';
import type { MqttEndpoint } from '../mqtt/MqttEndpoint.ts';
import { implementImports } from '../records/implementImports.ts';
import { implementLog } from '../records/implementLog.ts';
import { implementProofs } from '../records/implementProofs.ts';
import { implementReadings } from '../records/implementReadings.ts';
import { type Imports, openImports } from '../records/imports/openImports.ts';
import { openKeeper } from '../records/imports/openKeeper.ts';
import { implementSignals } from '../signals/implementSignals.ts';
import { createParties } from '../token/createParties.ts';
import { implementToken } from '../token/implementToken.ts';
import { openChainViews } from '../token/openChainViews.ts';
import type { Ownership } from '../vehicles/createOwnership.ts';
import { implementPeople } from '../vehicles/implementPeople.ts';
import { implementVehicles } from '../vehicles/implementVehicles.ts';
import { implementPasskeys } from '../wallet/implementPasskeys.ts';
import { createSignInAs, implementWallet } from '../wallet/implementWallet.ts';
import { createHealthChecks } from './createHealthChecks.ts';
import type { SignIn } from './openSignIn.ts';
import type { OpenedVehicles } from './openVehicles.ts';
import type { RunOptions } from './RunOptions.ts';
import type { StartServicesDependencies } from './StartServicesDependencies.ts';
import { serverVersion as version } from './serverVersion.ts';
import type { StartedRecords } from './startRecords.ts';

export interface StartApiDependencies extends StartServicesDependencies {
  metrics: Metrics;
  feed: LiveFeed;
  ownership: Ownership;
  records: StartedRecords;
  vehicles: OpenedVehicles;
  signIn: SignIn;
  mqtt: MqttEndpoint;
}

export interface StartedApi {
  url: string;
  /** Where cars find the broker, for whoever reached this server by that host name. */
  mqttUrl(hostname: string): string;
  linkOf(token: string): string;
  /** The same for phones in the local network; undefined without --lan. */
  lanLinkOf(token: string): string | undefined;
  lan(): Lan | undefined;
}

/** Serves every route, the documentation, JSON-RPC and the live feed. */
export async function startApi(options: RunOptions, dependencies: StartApiDependencies): Promise<StartedApi> {
  const { logger, clock, cleanup, paths, keys, chain, metrics, feed, ownership, signIn, mqtt } = dependencies;
  const { authenticator } = signIn;
  let url = '';
  let lan: Lan | undefined;
  const address: Address = {
    port: () => Number(new URL(url).port || 80),
    mqttUrl: (hostname) => reachableUrl(mqtt.url, hostname),
    linkOf: (token) => `${url}/#token=${token}`,
    lanLinkOf: (token) => lan && `${lan.urls()[0]}/#token=${token}`,
    invitationUrl: (code) => `${lan?.urls()[0] ?? url}/#invitation=${code}`,
    lan: () => lan,
  };
  const lanHosts = options.lan === undefined ? [] : lanNames(options.lan.name).names;
  const allowedHosts = [...options.allowedHosts, ...lanHosts];
  const app = await createHttpServer(
    { port: address.port, allowedHosts, allowedOrigins: options.corsOrigins },
    {
      logger: logger.child({ part: 'http' }),
      authenticator,
      onAnswered: ({ route, method, status, durationMs }) =>
        metrics.requestSeconds.observe({ route, method, status }, durationMs / 1_000),
    },
  );
  cleanup.add(() => app.close());
  await registerDocs(app, { version });
  if (options.webDirectory === undefined) registerLandingPage(app);
  else await registerWebApp(app, { directory: resolve(options.webDirectory) });
  await registerRpc(app, { chain });
  await registerLive(app, { feed, authenticator, metrics, clock });
  const imports = await openApiImports(options, { ...dependencies, url: () => url });
  cleanup.add(() => imports.close());
  registerRoutes(app, implementAll({ ...dependencies, imports }, address), { ownership });
  url = hostUrl(await app.listen({ host: options.host, port: options.port }), options.host);
  if (options.lan !== undefined) {
    const { host, name, port } = options.lan;
    lan = await openLan(
      { paths, master: keys.master, host, name, port },
      { app, clock, logger: logger.child({ part: 'lan' }) },
    );
    cleanup.add(() => lan?.close());
  }
  return { url, ...address };
}

interface Address extends Pick<StartedApi, 'mqttUrl' | 'linkOf' | 'lanLinkOf' | 'lan'> {
  port: () => number;
  invitationUrl: (code: string) => string;
}

/** Imports from the page, by an agent that keeps its keys in this home. */
function openApiImports(
  { passphraseFile }: RunOptions,
  { paths, chainIndex, vehicles, logger, clock, url }: StartApiDependencies & { url: () => string },
): Promise<Imports> {
  const { enrolmentCodes } = vehicles;
  const keeper = openKeeper({ paths, passphraseFile }, { chainIndex, enrolmentCodes, url });
  return openImports(
    { folder: paths.uploads },
    { keeper, url, clock, logger: logger.child({ part: 'import' }) },
  );
}

function implementAll(
  dependencies: StartApiDependencies & { imports: Imports },
  address: Address,
): Implementation[] {
  const { clock, paths, keys, chain, contracts, log, chainIndex, store } = dependencies;
  const { metrics, feed, ownership, records, vehicles, signIn, mqtt, imports } = dependencies;
  const { identity } = chain;
  const { mqttUrl } = address;
  const signInAs = createSignInAs({ ...signIn, ...address, clock });
  const shared = { ...store, ...records, ...vehicles, ownership, feed, clock };
  const views = openChainViews({ chain, contracts }, { clock });
  const onChain = { chain, contracts, views, parties: createParties(contracts, { chainIndex }) };
  return [
    ...implementServer({
      version,
      metrics,
      checks: createHealthChecks({ chain, store, mqtt, home: paths.home }),
    }),
    ...implementConsortium({ version, chain, contracts, keys, log, chainIndex, mqttUrl }),
    ...implementGovernance(onChain),
    ...implementToken(onChain),
    ...implementSignals(),
    ...implementLan(address),
    ...implementWallet({ ...signIn, ...address, signInAs, chainId: identity.chainId, clock }),
    ...implementPasskeys({ ...signIn, signInAs, clock }),
    ...implementPeople({ ...signIn, ...address, ownership, chainIndex }),
    ...implementVehicles({
      ...shared,
      identity,
      registry: contracts.vehicleRegistry,
      log: log.origin,
      ackKey: keys.ack.publicKey,
      mqttUrl,
      chainIndex,
    }),
    ...implementImports({ imports, ownership }),
    ...implementReadings(shared),
    ...implementProofs(shared),
    ...implementLog(shared),
  ];
}

/** What to call a server that listens on every address. */
function hostUrl(listening: string, host: string): string {
  const url = new URL(listening);
  if (host === '0.0.0.0' || host === '::') url.hostname = '127.0.0.1';
  else if (!host.includes(':')) url.hostname = host;
  return url.origin;
}

/** A broker that listens on every address is where the server is. */
function reachableUrl(mqttUrl: string, hostname: string): string {
  return mqttUrl.replace(/^mqtt:\/\/(0\.0\.0\.0|\[::\])/, `mqtt://${hostname}`);
}
