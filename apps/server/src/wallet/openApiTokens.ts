// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Scope, scopes } from '@datacar/core/api/scopes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { openDocument } from '@datacar/store/documents/openDocument';
import { type Address, isAddressEqual } from 'viem';
import { z } from 'zod';
import { createToken, hashToken } from './tokens.ts';

/** More programs than one person runs; bounds the file. */
const TOKENS_PER_ACCOUNT_MAX = 100;
const DAY_MS = 24 * 3_600_000;

const apiTokenSchema = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAtMs: z.int(),
  expiresAtMs: z.int(),
});

type StoredToken = z.output<typeof apiTokenSchema>;

export type ApiToken = Omit<StoredToken, 'account'> & { account: Address };

export interface CreateApiTokenOptions {
  account: Address;
  name: string;
  scopes: Scope[];
  expiresInDays: number;
}

export interface ApiTokens {
  create(options: CreateApiTokenOptions): Promise<ApiToken & { token: string }>;
  find(token: string): ApiToken | undefined;
  list(account: Address): ApiToken[];
  /** @throws DatacarError NOT_FOUND, also for somebody else's token. */
  revoke(options: { account: Address; id: string }): Promise<void>;
}

/** Tokens for programs, kept by their hash. */
export async function openApiTokens(
  { folder }: { folder: string },
  { clock }: { clock: () => number },
): Promise<ApiTokens> {
  const schema = z.record(z.string(), apiTokenSchema);
  const document = await openDocument({
    path: join(folder, 'api-tokens.json'),
    initial: {},
    validate: (value) => schema.parse(value),
  });
  const listOf = (account: Address) =>
    (Object.values(document.value) as ApiToken[]).filter(
      (token) => token.expiresAtMs > clock() && isAddressEqual(token.account, account),
    );

  return {
    async create({ account, name, scopes: granted, expiresInDays }) {
      if (listOf(account).length >= TOKENS_PER_ACCOUNT_MAX) {
        throw new DatacarError(
          'LIMIT_REACHED',
          `You have ${TOKENS_PER_ACCOUNT_MAX} API tokens. Revoke one first.`,
        );
      }
      const { token, hash } = createToken('dct_');
      const createdAtMs = clock();
      const stored: ApiToken = {
        id: randomUUID(),
        account,
        name,
        scopes: [...new Set(granted)],
        createdAtMs,
        expiresAtMs: createdAtMs + expiresInDays * DAY_MS,
      };
      await document.update((tokens) => ({ ...withoutExpired(tokens, createdAtMs), [hash]: stored }));
      return { ...stored, token };
    },
    find(token) {
      const stored = document.value[hashToken(token)] as ApiToken | undefined;
      return stored !== undefined && stored.expiresAtMs > clock() ? stored : undefined;
    },
    list: listOf,
    async revoke({ account, id }) {
      const isMine = listOf(account).some((token) => token.id === id);
      if (!isMine) throw new DatacarError('NOT_FOUND', 'You have no API token with this id.');
      await document.update((tokens) =>
        Object.fromEntries(Object.entries(tokens).filter(([, t]) => t.id !== id)),
      );
    },
  };
}

function withoutExpired(tokens: Record<string, StoredToken>, nowMs: number): Record<string, StoredToken> {
  return Object.fromEntries(Object.entries(tokens).filter(([, token]) => token.expiresAtMs > nowMs));
}
