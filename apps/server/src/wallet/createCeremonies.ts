// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** A person unlocks the phone and confirms in this time. */
export const CEREMONY_LIFETIME_MS = 5 * 60_000;
/** Questions that wait at one time. Asking is rate-limited, so this many means an attack; the oldest go. */
const CEREMONIES_MAX = 10_000;

export interface Ceremonies<Question> {
  begin(question: Question): { ceremony: string; expiresAtMs: number };
  /** The question, once. @throws DatacarError PASSKEY_INVALID */
  end(ceremony: string): Question;
}

/** Questions to authenticators that wait for their answer, in memory: whoever asked before a restart asks again. */
export function createCeremonies<Question>({ clock }: { clock: () => number }): Ceremonies<Question> {
  const waiting = new Map<string, { question: Question; expiresAtMs: number }>();

  return {
    begin(question) {
      const [oldest] = waiting.keys();
      if (waiting.size >= CEREMONIES_MAX && oldest !== undefined) waiting.delete(oldest);
      const ceremony = randomBytes(16).toString('base64url');
      const expiresAtMs = clock() + CEREMONY_LIFETIME_MS;
      waiting.set(ceremony, { question, expiresAtMs });
      return { ceremony, expiresAtMs };
    },
    end(ceremony) {
      const found = waiting.get(ceremony);
      waiting.delete(ceremony);
      if (found !== undefined && found.expiresAtMs > clock()) return found.question;
      throw new DatacarError(
        'PASSKEY_INVALID',
        'This took longer than five minutes, or was answered already. Begin again.',
      );
    },
  };
}
