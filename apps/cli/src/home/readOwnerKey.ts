// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { openSecret } from '@datacar/core/wallet/openSecret';
import type { CommandContext } from '../command/CommandContext.ts';
import { readSealingKey } from './readSealingKey.ts';

/**
 * The private key (32 bytes) of whoever owns this home; its first server made it.
 * @throws DatacarError UNAUTHENTICATED when the home has none, SEAL_INVALID
 */
export async function readOwnerKey(
  context: Pick<CommandContext, 'home' | 'passphraseFile'>,
): Promise<Uint8Array> {
  const file = join(context.home, 'accounts', 'owner.json');
  let sealed: string;
  try {
    sealed = await readFile(file, 'utf8');
  } catch (cause) {
    throw new DatacarError(
      'UNAUTHENTICATED',
      `${context.home} holds no account to sign in with. Point at a server's home with --home DIR, or set DATACAR_TOKEN to an API token.`,
      { cause },
    );
  }
  const sealedWith = await readSealingKey(context);
  return openSecret({ sealed: JSON.parse(sealed), sealedWith, purpose: 'account' });
}
