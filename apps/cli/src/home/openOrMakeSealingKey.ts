// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { SealingKey } from '@datacar/core/wallet/deriveSealKey';
import { openSecret } from '@datacar/core/wallet/openSecret';
import type { CommandContext } from '../command/CommandContext.ts';
import { makeFolder } from './makeFolder.ts';
import { readSealingKey } from './readSealingKey.ts';
import { writeNewFile } from './writeNewFile.ts';

const SECRET_BYTES = 32;

/**
 * What seals a new secret of a home: what seals those that it has, or in an empty home the passphrase that is given,
 * or else the secret of the machine, which is made. A passphrase that does not open what is there is refused: a slip
 * of the finger would lock the new secret away.
 *
 * @throws DatacarError SEAL_INVALID, INPUT_INVALID when the passphrase is empty
 */
export async function openOrMakeSealingKey(
  context: Pick<CommandContext, 'home' | 'passphraseFile'>,
): Promise<SealingKey> {
  const { home, passphraseFile } = context;
  await makeFolder(home);
  const sealed = await readSealedFile(home);
  const isPassphraseGiven = passphraseFile !== undefined || process.env.DATACAR_PASSPHRASE !== undefined;
  if (sealed === undefined && !isPassphraseGiven) await makeSecret(join(home, 'secret.key'));
  const sealedWith = await readSealingKey(context);
  if (sealedWith.type === 'passphrase' && sealedWith.passphrase === '') {
    throw new DatacarError('INPUT_INVALID', 'The passphrase is empty.');
  }
  if (sealed !== undefined) openSecret({ ...sealed, sealedWith });
  else if (sealedWith.type === 'passphrase' && (await isThere(join(home, 'secret.key')))) {
    throw new DatacarError(
      'SEAL_INVALID',
      `The keys of ${home} are sealed with the secret of this machine. Leave the passphrase away.`,
    );
  }
  return sealedWith;
}

/** A file that the home's passphrase or secret opens, if there is one yet. */
async function readSealedFile(home: string): Promise<{ sealed: unknown; purpose: string } | undefined> {
  const candidates = [
    { path: join(home, 'accounts', 'owner.json'), purpose: 'account' },
    { path: join(home, 'keys', 'master.json'), purpose: 'master' },
    { path: join(home, 'wallet', 'seed.json'), purpose: 'seed' },
  ];
  for (const { path, purpose } of candidates) {
    try {
      return { sealed: JSON.parse(await readFile(path, 'utf8')), purpose };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      throw new DatacarError(
        'DOCUMENT_DAMAGED',
        `${path} cannot be read. Restore it from a backup of the home.`,
        {
          details: { path },
          cause: error,
        },
      );
    }
  }
  return undefined;
}

async function makeSecret(path: string): Promise<void> {
  if (await isThere(path)) return;
  try {
    await writeNewFile(path, randomBytes(SECRET_BYTES));
  } catch (error) {
    // Another command made it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
