// SPDX-License-Identifier: Apache-2.0
import type { CommandContext } from '../command/CommandContext.ts';
import { openAccount } from './openAccount.ts';

/**
 * The address that a person means: one written out, or an account of the home as `--from` takes it.
 * @throws DatacarError ACCOUNT_UNKNOWN
 */
export async function findAddress(context: CommandContext, nameOrAddress: string): Promise<string> {
  if (/^0x[0-9a-fA-F]{40}$/.test(nameOrAddress)) return nameOrAddress.toLowerCase();
  return (await openAccount(context, nameOrAddress)).address.toLowerCase();
}
