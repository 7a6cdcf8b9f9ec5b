// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Address, getAddress, isAddress } from 'viem';

/**
 * An account of a request as contracts take it. Upper and lower case are a checksum (EIP-55): where it is wrong, a
 * digit is too.
 *
 * @throws DatacarError INPUT_INVALID
 */
export function toAccountInput(account: string, field: string): Address {
  const isOneCase = /^0x([0-9a-f]{40}|[0-9A-F]{40})$/.test(account);
  if (isOneCase) return getAddress(account.toLowerCase());
  if (isAddress(account)) return account;
  throw new DatacarError(
    'INPUT_INVALID',
    `${field}: the upper and lower case of this account is not its checksum, so a digit is wrong.`,
    { details: { field } },
  );
}
