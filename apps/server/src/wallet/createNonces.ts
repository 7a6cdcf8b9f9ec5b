// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';

/** A person reads and signs the message in this time. */
export const NONCE_LIFETIME_MS = 5 * 60_000;
/** Nonces that wait at one time. Asking is rate-limited, so this many means an attack; the oldest go. */
const NONCES_MAX = 10_000;

export interface Nonces {
  create(): { nonce: string; expiresAtMs: number };
  /** True once for each nonce, in time. */
  use(nonce: string): boolean;
}

export function createNonces({ clock }: { clock: () => number }): Nonces {
  const expiryByNonce = new Map<string, number>();

  return {
    create() {
      const nonce = randomBytes(16).toString('hex');
      const expiresAtMs = clock() + NONCE_LIFETIME_MS;
      const [oldest] = expiryByNonce.keys();
      if (expiryByNonce.size >= NONCES_MAX && oldest !== undefined) expiryByNonce.delete(oldest);
      expiryByNonce.set(nonce, expiresAtMs);
      return { nonce, expiresAtMs };
    },
    use(nonce) {
      const expiresAtMs = expiryByNonce.get(nonce);
      expiryByNonce.delete(nonce);
      return expiresAtMs !== undefined && expiresAtMs > clock();
    },
  };
}
