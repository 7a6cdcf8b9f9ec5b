// SPDX-License-Identifier: Apache-2.0
import { open, rm } from 'node:fs/promises';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { accountOfKey } from '@datacar/core/wallet/accountOfKey';
import { sealKeystore } from '@datacar/core/wallet/sealKeystore';
import { checksumAddress } from '@datacar/sdk/wallet/checksumAddress';
import type { CommandAction } from '../command/defineCommand.ts';
import { readAccountKey } from '../home/readAccountKey.ts';
import { readKeystorePassphrase } from './readKeystorePassphrase.ts';

interface Options {
  account: string;
  output: string;
  keystorePassphraseFile?: string;
}

export const exportAccount: CommandAction<Options> = async (options, context) => {
  const { account, output: file, keystorePassphraseFile } = options;
  const { output } = context;
  const privateKey = await readAccountKey(context, account);
  const address = encodeHex(accountOfKey(privateKey));
  const passphrase = await readKeystorePassphrase({ file: keystorePassphraseFile, isNew: true }, context);
  await writeKeystore(file, `${JSON.stringify(sealKeystore({ privateKey, passphrase }))}\n`);
  output.json({ file, address });
  output.line(`Wrote ${file}: the key of ${checksumAddress(address)}, for any wallet that reads keystores.`);
  output.line('Whoever has the file and its passphrase has the account.');
  return 'done';
};

/** Readable by its user only, also on a stick whose file system knows no links. Nothing is overwritten. */
async function writeKeystore(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new DatacarError('FILE_UNREADABLE', `${path} is there already. Choose another name.`, {
      details: { path },
    });
  });
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
