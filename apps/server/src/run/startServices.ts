// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os';
import type { Chain } from '@datacar/chain/Chain';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import { openSender, type TransactionSender } from '@datacar/chain/transactions/openSender';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import type { Logger } from 'pino';
import { hexToBytes } from 'viem';
import type { ServerLog } from '../consortium/establishMember.ts';
import type { ChainFollower } from '../consortium/followChain.ts';
import { implementConsortium } from '../consortium/implementConsortium.ts';
import type { ServerKeys } from '../consortium/openServerKeys.ts';
import type { Cleanup } from '../home/createCleanup.ts';
import { createSealer } from '../home/createSealer.ts';
import type { HomePaths } from '../home/HomePaths.ts';
import { createHttpServer } from '../http/createHttpServer.ts';
import { createMetrics } from '../http/createMetrics.ts';
import { implementServer } from '../http/implementServer.ts';
import { registerDocs } from '../http/registerDocs.ts';
import { registerLandingPage } from '../http/registerLandingPage.ts';
import { registerRoutes } from '../http/registerRoutes.ts';
import { registerRpc } from '../http/registerRpc.ts';
import { createLiveFeed } from '../live/createLiveFeed.ts';
import { registerLive } from '../live/registerLive.ts';
import { toLiveMessages } from '../live/toLiveMessages.ts';
import { implementLog } from '../records/implementLog.ts';
import { implementReadings } from '../records/implementReadings.ts';
import { openIngest } from '../records/ingest/openIngest.ts';
import { openWorkerPool } from '../records/ingest/pool/openWorkerPool.ts';
import { createStreamHeads } from '../records/ingest/sequence/createStreamHeads.ts';
import { loadMerkleLog } from '../records/log/loadMerkleLog.ts';
import { openAnchoring } from '../records/log/openAnchoring.ts';
import { implementSignals } from '../signals/implementSignals.ts';
import { createCertifier } from '../vehicles/createCertifier.ts';
import { createOwnership } from '../vehicles/createOwnership.ts';
import { implementVehicles } from '../vehicles/implementVehicles.ts';
import { openEnrolmentCodes } from '../vehicles/openEnrolmentCodes.ts';
import { openErasures } from '../vehicles/openErasures.ts';
import { openRegistrar } from '../vehicles/openRegistrar.ts';
import { openVehicleDocuments } from '../vehicles/openVehicleDocuments.ts';
import { createAuthenticator } from '../wallet/createAuthenticator.ts';
import { createDeviceVerifier } from '../wallet/createDeviceVerifier.ts';
import { createLoginLinks } from '../wallet/createLoginLinks.ts';
import { createNonces } from '../wallet/createNonces.ts';
import { implementWallet } from '../wallet/implementWallet.ts';
import { openApiTokens } from '../wallet/openApiTokens.ts';
import { openSessions } from '../wallet/openSessions.ts';
import { createHealthChecks } from './createHealthChecks.ts';
import { openMqtt } from './openMqtt.ts';
import type { Store } from './openStore.ts';
import type { RunOptions } from './RunOptions.ts';
import { serverVersion } from './serverVersion.ts';

const ANCHOR_INTERVAL_EMBEDDED_MS = 10 * 60_000;
const ANCHOR_INTERVAL_CONSORTIUM_MS = 10_000;

export interface StartServicesDependencies {
  logger: Logger;
  clock: () => number;
  cleanup: Cleanup;
  paths: HomePaths;
  keys: ServerKeys;
  chain: Chain;
  contracts: DatacarContracts;
  log: ServerLog;
  chainIndex: ChainIndex;
  follower: ChainFollower;
  /** Of the member. */
  sender: TransactionSender;
  store: Store;
}

export interface StartedServices {
  url: string;
  mqttUrl: string | null;
  warnings: { code: string; message: string }[];
  createLogin(): { loginUrl: string; loginExpiresAtMs: number };
}

/** Starts what works on an open chain and store: ingest, anchoring, API and broker. */
export async function startServices(
  options: RunOptions,
  dependencies: StartServicesDependencies,
): Promise<StartedServices> {
  const { logger, clock, cleanup, paths, keys, chain, contracts, log, chainIndex, store } = dependencies;
  const metrics = createMetrics();
  const ownership = createOwnership({ chainIndex });
  const feed = createLiveFeed({ ownership });
  const records = await startRecords(options, { ...dependencies, metrics, feed, ownership });
  const vehicles = await openVehicles({ ...dependencies, ...records });

  const verifyDevice = createDeviceVerifier(
    { expected: { ...chain.identity, registry: hexToBytes(contracts.vehicleRegistry), log: log.origin } },
    { chainIndex, clock },
  );
  const folder = paths.documents;
  const sessions = await openSessions({ folder }, { clock });
  const apiTokens = await openApiTokens({ folder }, { clock });
  const loginLinks = createLoginLinks({ clock });
  const operator = keys.owner.address;
  const authenticator = createAuthenticator({
    sessions,
    apiTokens,
    operator,
    verifyDeviceToken: verifyDevice,
  });

  const { endpoint: mqtt, warnings } = await openMqtt(options, {
    receive: records.ingest.receive,
    metrics,
    logger: logger.child({ part: 'mqtt' }),
    verifyDeviceToken: verifyDevice,
    clock,
  });
  cleanup.add(() => mqtt.close());

  let url = '';
  const port = () => Number(new URL(url).port || 80);
  const mqttUrl = (hostname: string) => reachableUrl(mqtt.url, hostname);
  const linkOf = (token: string) => `${url}/#token=${token}`;
  const app = await createHttpServer(
    { port, allowedHosts: options.allowedHosts, allowedOrigins: options.corsOrigins },
    {
      logger: logger.child({ part: 'http' }),
      authenticator,
      onAnswered: ({ route, method, status, durationMs }) =>
        metrics.requestSeconds.observe({ route, method, status }, durationMs / 1_000),
    },
  );
  cleanup.add(() => app.close());
  await registerDocs(app, { version: serverVersion });
  registerLandingPage(app);
  await registerRpc(app, { chain });
  await registerLive(app, { feed, authenticator, metrics, clock });
  const { identity } = chain;
  const shared = { ...records, ...vehicles, ownership, clock };
  registerRoutes(
    app,
    [
      ...implementServer({
        version: serverVersion,
        metrics,
        checks: createHealthChecks({ chain, store, mqtt, home: paths.home }),
      }),
      ...implementConsortium({ version: serverVersion, chain, contracts, keys, log, chainIndex, mqttUrl }),
      ...implementSignals(),
      ...implementWallet({
        ...{ chainId: identity.chainId, operator, port, sessions, apiTokens, loginLinks },
        ...{ nonces: createNonces({ clock }), linkOf, clock },
      }),
      ...implementVehicles({
        ...shared,
        ...{ identity, registry: contracts.vehicleRegistry, log: log.origin, ackKey: keys.ack.publicKey },
        ...{ mqttUrl, chainIndex, telemetry: store.telemetry },
      }),
      ...implementReadings({ ...shared, ...store }),
      ...implementLog({ ...shared, ...store }),
    ],
    { ownership },
  );
  url = hostUrl(await app.listen({ host: options.host, port: options.port }), options.host);

  return {
    url,
    mqttUrl: mqttUrl(new URL(url).hostname),
    warnings,
    createLogin() {
      const { token, expiresAtMs } = loginLinks.create();
      return { loginUrl: linkOf(token), loginExpiresAtMs: expiresAtMs };
    },
  };
}

interface RecordDependencies extends StartServicesDependencies {
  metrics: ReturnType<typeof createMetrics>;
  feed: ReturnType<typeof createLiveFeed>;
  ownership: ReturnType<typeof createOwnership>;
}

/** The log's tree, anchoring and the ingest, which need each other in this order. */
async function startRecords(options: RunOptions, dependencies: RecordDependencies) {
  const { logger, clock, cleanup, keys, chain, contracts, log, chainIndex, store, metrics, feed } =
    dependencies;
  const { batchLog, telemetry, dataKeys } = store;
  const streams = await telemetry.streams();
  const heads = createStreamHeads(streams.map(({ head }) => head));
  const tree = await loadMerkleLog({ batchLog, telemetry, anchors: chainIndex.anchors(log.logId) });
  metrics.logSize.set(tree.size);
  const intervalMs =
    options.anchorIntervalMs ??
    (chain.kind === 'embedded' ? ANCHOR_INTERVAL_EMBEDDED_MS : ANCHOR_INTERVAL_CONSORTIUM_MS);
  const anchoring = await openAnchoring(
    { log, recordLog: contracts.recordLog, intervalMs, noteKey: keys.note.privateKey },
    {
      ...{ chain, chainIndex, batchLog, telemetry, tree, heads, metrics, clock },
      sender: openSender({ chain, account: keys.anchor }),
      logger: logger.child({ part: 'log' }),
      onAnchored: ({ size, root, transactionHash }) => {
        const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`;
        feed.broadcast({ type: 'anchor', size, root: hex(root), transactionHash: hex(transactionHash) });
      },
    },
  );
  cleanup.add(() => anchoring.close());

  const { chainId, genesisHash } = chain.identity;
  const pool = await openWorkerPool(
    {
      scope: { chainId, genesisHash, registry: hexToBytes(contracts.vehicleRegistry) },
      size: options.workers ?? Math.max(1, availableParallelism()),
    },
    { logger: logger.child({ part: 'ingest' }) },
  );
  cleanup.add(() => pool.close());
  const ingest = openIngest({
    ...{ pool, chainIndex, batchLog, dataKeys, telemetry, tree, heads, metrics, clock },
    acknowledgement: { identity: chain.identity, log: log.origin, ackKey: keys.ack.privateKey },
    logger: logger.child({ part: 'ingest' }),
    onAccepted(batch) {
      anchoring.notice();
      if (feed.hasListeners()) feed.publish(batch.header.vehicle, toLiveMessages(batch));
    },
  });
  cleanup.add(() => ingest.close());
  return { tree, heads, anchoring, ingest, batchLog, telemetry, dataKeys };
}

/** Registration, enrolment and erasure. */
async function openVehicles(
  dependencies: StartServicesDependencies & Awaited<ReturnType<typeof startRecords>>,
) {
  const { clock, paths, keys, chain, contracts, chainIndex, follower, sender, store, ingest } = dependencies;
  const folder = paths.documents;
  const member = keys.member.address;
  const registry = contracts.vehicleRegistry;
  const documents = await openVehicleDocuments(
    { folder },
    { sealer: createSealer({ master: keys.master, purpose: 'vehicles' }) },
  );
  const registrar = openRegistrar(
    { registry, member, vinPepper: keys.vinPepper },
    { sender, follower, chainIndex, documents },
  );
  const certifier = createCertifier(
    { identity: chain.identity, registry, member, certificateKey: keys.certificate.privateKey },
    { chainIndex },
  );
  const enrolmentCodes = await openEnrolmentCodes({ folder }, { clock });
  const erasures = await openErasures(
    { folder },
    { ...store, ingest, documents, vinTagOf: registrar.vinTagOf, clock },
  );
  return { registrar, certifier, enrolmentCodes, erasures };
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
