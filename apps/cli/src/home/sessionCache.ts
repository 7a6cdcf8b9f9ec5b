// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface CachedSession {
  token: string;
  expiresAtMs: number;
}

export interface SessionCache {
  /** The token, if there is one with time left. */
  read(): Promise<string | undefined>;
  write(session: CachedSession): Promise<void>;
}

/** A session that is about to end would end in the middle of the command. */
const leftMsMin = 60_000;

/** Keeps the session with one server in the home, readable for its user only, so that not every command signs in. */
export function openSessionCache(home: string, url: string): SessionCache {
  const file = join(home, 'session.json');
  return {
    read: async () => {
      try {
        const cached = JSON.parse(await readFile(file, 'utf8')) as CachedSession & { url: string };
        return cached.url === url && cached.expiresAtMs - Date.now() > leftMsMin ? cached.token : undefined;
      } catch {
        return undefined;
      }
    },
    write: async ({ token, expiresAtMs }) => {
      const aside = `${file}.${randomUUID()}.tmp`;
      try {
        await writeFile(aside, JSON.stringify({ url, token, expiresAtMs }), { mode: 0o600 });
        await rename(aside, file);
      } catch {
        // A home that cannot be written to costs a sign-in per command, nothing else.
        await rm(aside, { force: true });
      }
    },
  };
}
