// SPDX-License-Identifier: Apache-2.0
import type { CommandContext } from '../command/CommandContext.ts';

/**
 * The private key (32 bytes) of one of the accounts of a home: `owner` (the home's own), `member` (the institution
 * whose server runs on the home), or one of the wallet by its name, its index (`3` or `#3`) or its address.
 *
 * @throws DatacarError ACCOUNT_UNKNOWN, UNAUTHENTICATED when the home has no owner, SEAL_INVALID
 */
export async function readAccountKey(
  context: Pick<CommandContext, 'home' | 'passphraseFile'>,
  nameOrAddressOrIndex: string,
): Promise<Uint8Array> {
  const which = nameOrAddressOrIndex.trim();
  switch (which.toLowerCase()) {
    case 'owner':
      return (await import('./readOwnerKey.ts')).readOwnerKey(context);
    case 'member':
      return (await import('./readMemberKey.ts')).readMemberKey(context);
    default:
      return (await import('../wallet/readWalletKey.ts')).readWalletKey(context, which);
  }
}
