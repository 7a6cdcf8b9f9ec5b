// SPDX-License-Identifier: Apache-2.0
import { accountOfPrivateKey } from '@datacar/sdk/wallet/accountOfPrivateKey';
import type { CommandContext } from '../command/CommandContext.ts';
import { readOwnerKey } from './readOwnerKey.ts';

/**
 * The account of whoever owns this home; its first server made it.
 * @throws DatacarError UNAUTHENTICATED when the home has none, SEAL_INVALID
 */
export async function openOwnerAccount(
  context: Pick<CommandContext, 'home' | 'passphraseFile'>,
): Promise<ReturnType<typeof accountOfPrivateKey>> {
  return accountOfPrivateKey(await readOwnerKey(context));
}
