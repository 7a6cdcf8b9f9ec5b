// SPDX-License-Identifier: Apache-2.0
import { encodeUtf8 } from '@datacar/core/encoding/encodeUtf8';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { SealingKey } from '@datacar/core/wallet/deriveSealKey';
import { sealSecret } from '@datacar/core/wallet/sealSecret';
import { makeFolder } from '../home/makeFolder.ts';
import { writeNewFile } from '../home/writeNewFile.ts';
import { seedPurpose } from './readSeed.ts';
import { walletPaths } from './walletPaths.ts';

/** Seals the words of a wallet into a home that has none. @throws DatacarError WALLET_EXISTS */
export async function writeSeed(
  home: string,
  { words, sealedWith }: { words: string; sealedWith: SealingKey },
): Promise<void> {
  const { folder, seed } = walletPaths(home);
  await makeFolder(folder);
  const sealed = sealSecret({ secret: encodeUtf8(words), sealedWith, purpose: seedPurpose });
  try {
    await writeNewFile(seed, `${JSON.stringify(sealed)}\n`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new DatacarError('WALLET_EXISTS', `Another command has just made a wallet in ${home}.`, {
      details: { home },
    });
  }
}
