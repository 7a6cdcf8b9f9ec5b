// SPDX-License-Identifier: Apache-2.0
import type { ServerEvent } from '@datacar/core/api/ServerEvent';
import { createMetrics } from '../http/createMetrics.ts';
import { encodeQr } from '../lan/encodeQr.ts';
import { createLiveFeed } from '../live/createLiveFeed.ts';
import { createOwnership } from '../vehicles/createOwnership.ts';
import { openPeople } from '../vehicles/openPeople.ts';
import { openMqtt } from './openMqtt.ts';
import { openSignIn, type SignIn } from './openSignIn.ts';
import { openVehicles } from './openVehicles.ts';
import type { RunOptions } from './RunOptions.ts';
import type { StartServicesDependencies } from './StartServicesDependencies.ts';
import { type StartedApi, startApi } from './startApi.ts';
import { startRecords } from './startRecords.ts';

type ReadyEvent = Extract<ServerEvent, { event: 'ready' }>;

export interface StartedServices {
  url: string;
  mqttUrl: string | null;
  warnings: { code: string; message: string }[];
  /** One-time links: of this machine, and with --lan one for a phone. */
  createLogin(): Pick<ReadyEvent, 'loginUrl' | 'loginExpiresAtMs' | 'lan'>;
}

/** Starts what works on an open chain and store: ingest, anchoring, broker and API. */
export async function startServices(
  options: RunOptions,
  dependencies: StartServicesDependencies,
): Promise<StartedServices> {
  const { logger, clock, cleanup, paths, chainIndex } = dependencies;
  const metrics = createMetrics();
  const people = await openPeople({ folder: paths.documents }, { clock });
  const ownership = createOwnership({ chainIndex, people });
  const feed = createLiveFeed({ ownership });
  const records = await startRecords(options, { ...dependencies, metrics, feed });
  const vehicles = await openVehicles({ ...dependencies, ingest: records.ingest });
  const signIn = await openSignIn({ ...dependencies, people });
  const { endpoint: mqtt, warnings } = await openMqtt(options, {
    receive: records.ingest.receive,
    metrics,
    logger: logger.child({ part: 'mqtt' }),
    verifyDeviceToken: signIn.verifyDeviceToken,
    clock,
  });
  cleanup.add(() => mqtt.close());
  const api = await startApi(options, {
    ...dependencies,
    ...{ metrics, feed, ownership, records, vehicles, signIn, mqtt },
  });

  return {
    url: api.url,
    mqttUrl: api.mqttUrl(new URL(api.url).hostname),
    warnings,
    createLogin() {
      const { token, expiresAtMs } = signIn.loginLinks.create();
      return { loginUrl: api.linkOf(token), loginExpiresAtMs: expiresAtMs, lan: describeLan(api, signIn) };
    },
  };
}

function describeLan(api: StartedApi, { loginLinks }: SignIn): ReadyEvent['lan'] {
  const lan = api.lan();
  if (lan === undefined) return null;
  const loginUrl = api.lanLinkOf(loginLinks.create().token) ?? '';
  return {
    urls: lan.urls(),
    loginUrl,
    loginQr: encodeQr(loginUrl),
    authorityFingerprint: lan.authority.fingerprint,
  };
}
