// SPDX-License-Identifier: Apache-2.0
import { createToken, hashToken } from './tokens.ts';

/** Long enough to walk to the browser, short enough that an old terminal log opens nothing. */
export const LOGIN_LINK_LIFETIME_MS = 10 * 60_000;
/** Links that wait at one time; a new one pushes out the oldest. */
const LINKS_MAX = 16;

export interface LoginLinks {
  create(): { token: string; expiresAtMs: number };
  /** True once for each token, in time. */
  use(token: string): boolean;
}

/** One-time sign-in for who can read this server's terminal. Only hashes are held, and only in memory. */
export function createLoginLinks({ clock }: { clock: () => number }): LoginLinks {
  const expiryByHash = new Map<string, number>();

  return {
    create() {
      const { token, hash } = createToken('');
      const expiresAtMs = clock() + LOGIN_LINK_LIFETIME_MS;
      const [oldest] = expiryByHash.keys();
      if (expiryByHash.size >= LINKS_MAX && oldest !== undefined) expiryByHash.delete(oldest);
      expiryByHash.set(hash, expiresAtMs);
      return { token, expiresAtMs };
    },
    use(token) {
      const hash = hashToken(token);
      const expiresAtMs = expiryByHash.get(hash);
      expiryByHash.delete(hash);
      return expiresAtMs !== undefined && expiresAtMs > clock();
    },
  };
}
