// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { openSecret } from '@datacar/core/wallet/openSecret';
import type { CommandContext } from '../command/CommandContext.ts';
import { readSealingKey } from './readSealingKey.ts';

/**
 * The private key (32 bytes) of the institution that runs the server of this home. It is sealed with the home's master secret,
 * and that one with the passphrase or the secret of the machine.
 *
 * @throws DatacarError ACCOUNT_UNKNOWN when the home is not that of a server, SEAL_INVALID
 */
export async function readMemberKey(
  context: Pick<CommandContext, 'home' | 'passphraseFile'>,
): Promise<Uint8Array> {
  const keys = join(context.home, 'keys');
  let files: [string, string];
  try {
    files = await Promise.all([
      readFile(join(keys, 'master.json'), 'utf8'),
      readFile(join(keys, 'member.json'), 'utf8'),
    ]);
  } catch (cause) {
    throw new DatacarError(
      'ACCOUNT_UNKNOWN',
      `${context.home} holds no key of a member. Point at the home of the member's server with --home DIR.`,
      { cause },
    );
  }
  const [master, member] = files;
  const secret = openSecret({
    sealed: JSON.parse(master),
    sealedWith: await readSealingKey(context),
    purpose: 'master',
  });
  return openSecret({
    sealed: JSON.parse(member),
    sealedWith: { type: 'machine', secret },
    purpose: 'member',
  });
}
