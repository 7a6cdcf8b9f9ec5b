// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { openSecret } from '@datacar/core/wallet/openSecret';
import type { CommandContext } from '../command/CommandContext.ts';
import { readSealingKey } from '../home/readSealingKey.ts';
import { walletPaths } from './walletPaths.ts';

/** The word that the seed is sealed for. */
export const seedPurpose = 'seed';

/** The words of a home's wallet. @throws DatacarError WALLET_MISSING, SEAL_INVALID, DOCUMENT_DAMAGED */
export async function readSeed(context: Pick<CommandContext, 'home' | 'passphraseFile'>): Promise<string> {
  const { seed: path } = walletPaths(context.home);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DatacarError(
      'WALLET_MISSING',
      `${context.home} has no wallet. Make one with \`datacar wallet create\`, or bring yours with \`datacar wallet restore\`.`,
      { details: { home: context.home } },
    );
  }
  let sealed: unknown;
  try {
    sealed = JSON.parse(text);
  } catch (cause) {
    throw new DatacarError(
      'DOCUMENT_DAMAGED',
      `${path} is damaged. Restore it from a backup or from its words.`,
      {
        details: { path },
        cause,
      },
    );
  }
  const opened = openSecret({ sealed, sealedWith: await readSealingKey(context), purpose: seedPurpose });
  return new TextDecoder().decode(opened);
}
