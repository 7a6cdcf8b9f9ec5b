// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';
import type { WalletEntry } from './WalletEntry.ts';

/** Accounts that every home has beside its wallet. */
const reserved = ['owner', 'member', 'anchor'];

/**
 * Makes sure that a new account may have this name: one that is not mistaken for an index or an address, and that no
 * other account has. Case does not tell two names apart.
 *
 * @throws DatacarError INPUT_INVALID, ACCOUNT_EXISTS
 */
export function checkAccountName(name: string, entries: readonly WalletEntry[]): string {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,31}$/.test(name)) {
    throw new DatacarError(
      'INPUT_INVALID',
      'The name of an account starts with a letter and has at most 32 letters, digits, - and _.',
      { details: { field: 'name' } },
    );
  }
  const lower = name.toLowerCase();
  if (reserved.includes(lower)) {
    throw new DatacarError(
      'ACCOUNT_EXISTS',
      `"${name}" means an account of the home itself; choose another name.`,
    );
  }
  if (entries.some((entry) => entry.name?.toLowerCase() === lower)) {
    throw new DatacarError('ACCOUNT_EXISTS', `There is an account named "${name}"; choose another name.`);
  }
  return name;
}
