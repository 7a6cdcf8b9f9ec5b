// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { openDocument } from '@datacar/store/documents/openDocument';
import type { Address } from 'viem';
import { z } from 'zod';

/** More devices than one person signs in with; bounds the file. */
const PASSKEYS_PER_ACCOUNT_MAX = 20;

const passkeySchema = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  /** As the authenticator gave it, base64url. */
  credentialId: z.string(),
  /** COSE_Key, base64url. */
  publicKey: z.string(),
  /** How often the authenticator says it was used; a clone would fall behind. 0 when it does not count. */
  counter: z.int(),
  transports: z.array(z.string()),
  /** What the authenticator tells the person's accounts here apart by, base64url. */
  userHandle: z.string(),
  /** The name that the passkey belongs to: it signs nobody in under another one. */
  rpId: z.string(),
  createdAtMs: z.int(),
  lastUsedAtMs: z.int().nullable(),
  isBackedUp: z.boolean(),
});

type StoredPasskey = z.output<typeof passkeySchema>;
export type Passkey = Omit<StoredPasskey, 'account'> & { account: Address };

export interface Passkeys {
  /** @throws DatacarError LIMIT_REACHED, PASSKEY_INVALID when it is known already. */
  add(passkey: Omit<Passkey, 'id' | 'createdAtMs' | 'lastUsedAtMs'>): Promise<Passkey>;
  find(credentialId: string): Passkey | undefined;
  list(account: Address): Passkey[];
  /** Keeps the counter durably before anybody is signed in. */
  noteUse(id: string, use: { counter: number; isBackedUp: boolean }): Promise<void>;
  /** @throws DatacarError NOT_FOUND, also for somebody else's. */
  remove(options: { account: Address; id: string }): Promise<void>;
}

/** Passkeys of people, by what is public of them. */
export async function openPasskeys(
  { folder }: { folder: string },
  { clock }: { clock: () => number },
): Promise<Passkeys> {
  const schema = z.array(passkeySchema);
  const document = await openDocument<StoredPasskey[]>({
    path: join(folder, 'passkeys.json'),
    initial: [],
    validate: (value) => schema.parse(value),
  });
  const all = () => document.value as Passkey[];
  const isOf =
    (account: Address) =>
    (passkey: StoredPasskey): boolean =>
      passkey.account.toLowerCase() === account.toLowerCase();

  return {
    async add(passkey) {
      const added = { ...passkey, id: randomUUID(), createdAtMs: clock(), lastUsedAtMs: null };
      await document.update((passkeys) => {
        if (passkeys.some(({ credentialId }) => credentialId === passkey.credentialId)) {
          throw new DatacarError('PASSKEY_INVALID', 'This passkey is known here already.');
        }
        if (passkeys.filter(isOf(passkey.account)).length >= PASSKEYS_PER_ACCOUNT_MAX) {
          throw new DatacarError(
            'LIMIT_REACHED',
            `You have ${PASSKEYS_PER_ACCOUNT_MAX} passkeys. Remove one first.`,
          );
        }
        return [...passkeys, added];
      });
      return added;
    },
    find: (credentialId) => all().find((passkey) => passkey.credentialId === credentialId),
    list: (account) => all().filter(isOf(account)),
    async noteUse(id, { counter, isBackedUp }) {
      await document.update((passkeys) =>
        passkeys.map((passkey) =>
          passkey.id === id ? { ...passkey, counter, isBackedUp, lastUsedAtMs: clock() } : passkey,
        ),
      );
    },
    async remove({ account, id }) {
      await document.update((passkeys) => {
        const rest = passkeys.filter((passkey) => !(passkey.id === id && isOf(account)(passkey)));
        if (rest.length === passkeys.length) {
          throw new DatacarError('NOT_FOUND', 'You have no passkey with this id.');
        }
        return rest;
      });
    },
  };
}
