// SPDX-License-Identifier: Apache-2.0
import type { LiveMessage } from '@datacar/core/records/liveMessage';

/** A text WebSocket, as browsers and `ws` both have it. */
export interface LiveSocket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

/** How a client proves who calls. */
export interface Credentials {
  /** The bearer token to send, or undefined where a cookie (or nothing) does it. */
  getToken(): string | undefined | Promise<string | undefined>;
  /** Called once after an answer UNAUTHENTICATED; true when a fresh token is there and the call is worth repeating. */
  renew?(staleToken: string | undefined): Promise<boolean>;
}

/** Checks an answer against its route definition and returns it; throws RESPONSE_INVALID. */
export type ResponseCheck = (routeName: string, answer: unknown) => unknown;

/**
 * A connection to one Datacar server. Actions are functions over it: `getSeries(client, parameters)`.
 * Made by `createClient` (programs; answers are validated) or `createPageClient` (web pages; small).
 */
export interface Client {
  /** The server's origin, without a trailing slash. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly credentials: Credentials;
  /** Longest wait for the head of an answer, per attempt. */
  readonly timeoutMs: number;
  readonly checkResponse?: ResponseCheck;
  /** Checks a message of the live feed; throws RESPONSE_INVALID. */
  readonly checkLiveMessage?: (message: unknown) => LiveMessage;
  openSocket(url: string): LiveSocket;
  /** Waits between attempts; injected so that tests need not. */
  sleep(durationMs: number): Promise<void>;
}
