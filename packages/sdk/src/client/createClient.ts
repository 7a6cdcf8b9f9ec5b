// SPDX-License-Identifier: Apache-2.0
import type { LocalAccount } from 'viem/accounts';
import { WebSocket } from 'ws';
import { checkLiveMessage, checkResponse } from '../internal/checkResponse.ts';
import { defaultTimeoutMs, normalizeUrl, sleep } from '../internal/clientDefaults.ts';
import type { Client, Credentials, LiveSocket } from './Client.ts';

export interface CreateClientParameters {
  /** Where the server is, such as `http://127.0.0.1:8080`. */
  url: string;
  /**
   * A bearer token: an API token, a session token, or a function that gives one for each call
   * (a device makes short-lived ones).
   */
  token?: string | (() => string | Promise<string>) | undefined;
  /** An account of viem; the client signs in with it when a call first needs it, and again when the session ends. */
  account?: LocalAccount | undefined;
  /** Sends the requests; the platform's own by default. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Longest wait for the head of an answer, per attempt; 30 s by default. */
  timeoutMs?: number | undefined;
}

/**
 * Makes a client for programs. Answers are checked against the route definitions before you see them.
 * A web page uses `createPageClient`, which is smaller.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readLatest } from '@datacar/sdk/records/readLatest';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { items } = await readLatest(client, { vehicle: '1', signals: ['Vehicle.Speed'] });
 */
export function createClient({ url, token, account, fetch, timeoutMs }: CreateClientParameters): Client {
  const client: Client = {
    url: normalizeUrl(url),
    fetch: fetch ?? globalThis.fetch,
    timeoutMs: timeoutMs ?? defaultTimeoutMs,
    checkResponse,
    checkLiveMessage,
    openSocket: (socketUrl) => new WebSocket(socketUrl) as LiveSocket,
    sleep,
    credentials: account === undefined ? tokenCredentials(token) : accountCredentials(account, () => client),
  };
  return client;
}

function tokenCredentials(token: CreateClientParameters['token']): Credentials {
  return { getToken: typeof token === 'function' ? token : () => token };
}

function accountCredentials(account: LocalAccount, getClient: () => Client): Credentials {
  let pending: Promise<string> | undefined;
  const signIn = async (): Promise<string> => {
    const { signInWithAccount } = await import('../wallet/signInWithAccount.ts');
    const anonymous: Client = { ...getClient(), credentials: { getToken: () => undefined } };
    return (await signInWithAccount(anonymous, { account })).token;
  };
  const getToken = (): Promise<string> => {
    pending ??= signIn().catch((error: unknown) => {
      pending = undefined;
      throw error;
    });
    return pending;
  };
  return {
    getToken,
    renew: async (staleToken) => {
      // Several calls may meet the same expired session; only the first of them signs in again.
      if (pending !== undefined && (await pending) === staleToken) pending = undefined;
      await getToken();
      return true;
    },
  };
}
