// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { checksumAddress } from '@datacar/sdk/wallet/checksumAddress';
import type { CommandContext } from '../command/CommandContext.ts';
import { openAccount } from './openAccount.ts';

/**
 * The address that a person means: one written out, or an account of the home as `--from` takes it.
 * @throws DatacarError INPUT_INVALID for an address with a wrong digit or length, ACCOUNT_UNKNOWN
 */
export async function findAddress(
  context: Pick<CommandContext, 'home' | 'passphraseFile'>,
  nameOrAddress: string,
): Promise<string> {
  if (/^0x/i.test(nameOrAddress)) return readAddress(nameOrAddress);
  return (await openAccount(context, nameOrAddress)).address.toLowerCase();
}

/** Upper and lower case are a checksum (EIP-55): where it is wrong, a digit is too, and what is sent is gone. */
function readAddress(text: string): string {
  const address = text.toLowerCase();
  const isOneCase = /^0x([0-9a-f]{40}|[0-9A-F]{40})$/.test(text);
  if (isOneCase || (/^0x[0-9a-f]{40}$/.test(address) && checksumAddress(address) === text)) return address;
  throw new DatacarError(
    'INPUT_INVALID',
    `"${text.slice(0, 100)}" is no address: 0x and 40 hex digits, in lower case or with the capitals of its checksum. Copy it again.`,
  );
}
