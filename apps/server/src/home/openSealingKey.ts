// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { SealingKey } from '@datacar/core/wallet/deriveSealKey';
import type { HomePaths } from './HomePaths.ts';
import { writeFileDurably } from './writeFileDurably.ts';

const SECRET_BYTES = 32;

/** Makes a home's folders, readable by their user only. */
export async function makeHome(paths: HomePaths): Promise<void> {
  await mkdir(paths.home, { recursive: true, mode: 0o700 });
  await chmod(paths.home, 0o700);
  for (const folder of [paths.accounts, paths.keys, paths.documents]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
}

/**
 * What seals the keys of a home: a passphrase, or else the 32 random bytes of `secret.key`, made when missing.
 * @throws DatacarError INPUT_INVALID when the passphrase is empty
 */
export async function openSealingKey(
  paths: Pick<HomePaths, 'secret'>,
  { passphraseFile }: { passphraseFile: string | undefined },
): Promise<SealingKey> {
  const passphrase =
    passphraseFile === undefined
      ? process.env.DATACAR_PASSPHRASE
      : (await readFile(passphraseFile, 'utf8')).replace(/\r?\n$/, '');
  if (passphrase === '') throw new DatacarError('INPUT_INVALID', 'The passphrase is empty.');
  if (passphrase !== undefined) return { type: 'passphrase', passphrase };
  return { type: 'machine', secret: await readOrMakeSecret(paths.secret) };
}

async function readOrMakeSecret(path: string): Promise<Uint8Array> {
  try {
    const secret = await readFile(path);
    if (secret.length === SECRET_BYTES) return secret;
    throw new DatacarError(
      'SEAL_INVALID',
      `${path} has not ${SECRET_BYTES} bytes. Restore it from a backup.`,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = randomBytes(SECRET_BYTES);
  await writeFileDurably(path, secret);
  return secret;
}
