// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { SealingKey } from '@datacar/core/wallet/deriveSealKey';
import { writeFileDurably } from './writeFileDurably.ts';

const SECRET_BYTES = 32;

export interface SealingKeyParameters {
  /** The car's folder, which has its own secret unless another is named. */
  folder: string;
  secretFile?: string | undefined;
  passphraseFile?: string | undefined;
}

/**
 * What the device key is sealed with: a passphrase where one is given (by file or DATACAR_PASSPHRASE), else the 32
 * bytes of the secret file, which are made when it is missing.
 *
 * @throws DatacarError SEAL_INVALID
 */
export async function readSealingKey(
  { folder, secretFile, passphraseFile }: SealingKeyParameters,
  { environment }: { environment: Readonly<Record<string, string | undefined>> },
): Promise<SealingKey> {
  if (passphraseFile !== undefined) {
    const passphrase = (await readFile(passphraseFile, 'utf8')).replace(/\r?\n$/, '');
    return { type: 'passphrase', passphrase };
  }
  const passphrase = environment.DATACAR_PASSPHRASE;
  if (passphrase !== undefined && passphrase !== '') return { type: 'passphrase', passphrase };
  return { type: 'machine', secret: await readOrMakeSecret(secretFile ?? join(folder, 'secret.key')) };
}

async function readOrMakeSecret(file: string): Promise<Uint8Array> {
  try {
    const secret = Uint8Array.from(await readFile(file));
    if (secret.length === SECRET_BYTES) return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const secret = Uint8Array.from(randomBytes(SECRET_BYTES));
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFileDurably(file, secret);
    return secret;
  }
  throw new DatacarError(
    'SEAL_INVALID',
    `${file} is not the ${SECRET_BYTES} bytes that seal the device key.`,
    {
      details: { file },
    },
  );
}
