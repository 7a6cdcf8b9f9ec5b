// SPDX-License-Identifier: Apache-2.0
import type { Client } from '../client/Client.ts';
import { readAccountUses } from './readAccountUses.ts';

/** BIP-44: after this many accounts in a row that were never used, no further ones are looked for. */
export const accountGapLimit = 20;
/** A wallet with more used accounts than this is no wallet that this software made. */
const accountsMax = 10_000;

export interface FindUsedAccountsParameters {
  /** The address of the account with this index, 0x-hex. */
  addressAt(index: number): string;
  /** Told how many accounts have been looked at. */
  onProgress?: (lookedAt: number) => void;
}

export interface FindUsedAccountsReturnType {
  /** Indexes of the used accounts, ascending. */
  used: number[];
  /** How many accounts were looked at. */
  lookedAt: number;
}

/**
 * Finds the accounts of a seed that have been used, as BIP-44 says: in their order, until 20 in a row have not.
 *
 * @throws DatacarError SERVER_UNREACHABLE, CHAIN_CALL_REFUSED, RATE_LIMITED
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { findUsedAccounts } from '@datacar/sdk/wallet/findUsedAccounts';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { used } = await findUsedAccounts(client, { addressAt });
 */
export async function findUsedAccounts(
  client: Client,
  { addressAt, onProgress }: FindUsedAccountsParameters,
): Promise<FindUsedAccountsReturnType> {
  const used: number[] = [];
  let lookedAt = 0;
  while (lookedAt < accountsMax) {
    // As many as still may be unused: with fewer used ones the rest of the gap is asked for in the next round.
    const unusedSince = lookedAt - ((used.at(-1) ?? -1) + 1);
    const count = accountGapLimit - unusedSince;
    if (count <= 0) break;
    const indexes = Array.from({ length: count }, (_, offset) => lookedAt + offset);
    const uses = await readAccountUses(client, { addresses: indexes.map(addressAt) });
    for (const [offset, { isUsed }] of uses.entries()) if (isUsed) used.push(lookedAt + offset);
    lookedAt += count;
    onProgress?.(lookedAt);
  }
  return { used, lookedAt };
}
