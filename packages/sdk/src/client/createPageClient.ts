// SPDX-License-Identifier: Apache-2.0
import { defaultTimeoutMs, normalizeUrl, sleep } from '../internal/clientDefaults.ts';
import type { Client, LiveSocket } from './Client.ts';

export interface CreatePageClientParameters {
  /** Where the server is; by default the server that the page came from. */
  url?: string | undefined;
  /** A bearer token; without one the page's session cookie is used. */
  token?: string | undefined;
}

/**
 * Makes a client for a web page. It carries no schemas and no chain library: the page trusts the server that
 * it came from for the shape of the answers, and signs in by cookie.
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { listVehicles } from '@datacar/sdk/vehicles/listVehicles';
 *
 * const client = createPageClient();
 * const { items } = await listVehicles(client);
 */
export function createPageClient({ url, token }: CreatePageClientParameters = {}): Client {
  return {
    url: normalizeUrl(url ?? globalThis.location.origin),
    fetch: globalThis.fetch.bind(globalThis),
    timeoutMs: defaultTimeoutMs,
    credentials: { getToken: () => token },
    openSocket: (socketUrl) => new WebSocket(socketUrl) as LiveSocket,
    sleep,
  };
}
