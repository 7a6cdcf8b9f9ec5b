// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { SealingKey } from '@datacar/core/wallet/deriveSealKey';
import type { CommandContext } from '../command/CommandContext.ts';

/**
 * What opens the sealed files of a home, as its server has it: the passphrase, or else the secret of the machine.
 * @throws DatacarError SEAL_INVALID when there is neither
 */
export async function readSealingKey({
  home,
  passphraseFile,
}: Pick<CommandContext, 'home' | 'passphraseFile'>): Promise<SealingKey> {
  const passphrase =
    passphraseFile === undefined
      ? process.env.DATACAR_PASSPHRASE
      : (await readFile(passphraseFile, 'utf8')).replace(/\r?\n$/, '');
  if (passphrase !== undefined) return { type: 'passphrase', passphrase };
  try {
    return { type: 'machine', secret: await readFile(join(home, 'secret.key')) };
  } catch (cause) {
    throw new DatacarError(
      'SEAL_INVALID',
      `The keys of ${home} are sealed with a passphrase. Give it with --passphrase-file FILE or DATACAR_PASSPHRASE.`,
      { cause },
    );
  }
}
