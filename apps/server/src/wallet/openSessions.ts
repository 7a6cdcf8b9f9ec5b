// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { openDocument } from '@datacar/store/documents/openDocument';
import type { Address } from 'viem';
import { z } from 'zod';
import { createToken, hashToken } from './tokens.ts';

/** A week, so that an owner's page stays signed in between two weekends. */
export const SESSION_LIFETIME_MS = 7 * 24 * 3_600_000;
/** Bounds the file; the oldest session ends first. */
const SESSIONS_MAX = 1_000;

const sessionsSchema = z.record(
  z.string(),
  z.object({
    account: z.string(),
    expiresAtMs: z.int(),
    /** The passkey that signed in. */
    passkey: z.string().optional(),
  }),
);

export interface Session {
  /** Hash of its token. */
  id: string;
  account: Address;
  expiresAtMs: number;
}

export interface Sessions {
  create(account: Address, by?: { passkey?: string }): Promise<Session & { token: string }>;
  find(token: string): Session | undefined;
  end(id: string): Promise<void>;
  /** Ends all that a passkey signed in. */
  endOf(passkey: string): Promise<void>;
}

/** People who are signed in, kept by the hash of their token. */
export async function openSessions(
  { folder }: { folder: string },
  { clock }: { clock: () => number },
): Promise<Sessions> {
  const document = await openDocument({
    path: join(folder, 'sessions.json'),
    initial: {},
    validate: (value) => sessionsSchema.parse(value),
  });

  return {
    async create(account, { passkey } = {}) {
      const { token, hash } = createToken('dcs_');
      const expiresAtMs = clock() + SESSION_LIFETIME_MS;
      await document.update((sessions) => {
        const kept = Object.entries(sessions)
          .filter(([, session]) => session.expiresAtMs > clock())
          .slice(-(SESSIONS_MAX - 1));
        return {
          ...Object.fromEntries(kept),
          [hash]: { account, expiresAtMs, ...(passkey === undefined ? {} : { passkey }) },
        };
      });
      return { id: hash, account, expiresAtMs, token };
    },
    find(token) {
      const id = hashToken(token);
      const session = document.value[id];
      if (session === undefined || session.expiresAtMs <= clock()) return undefined;
      return { id, account: session.account as Address, expiresAtMs: session.expiresAtMs };
    },
    async end(id) {
      await document.update(({ [id]: _ended, ...rest }) => rest);
    },
    async endOf(passkey) {
      await document.update((sessions) =>
        Object.fromEntries(Object.entries(sessions).filter(([, session]) => session.passkey !== passkey)),
      );
    },
  };
}
