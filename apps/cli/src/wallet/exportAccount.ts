// SPDX-License-Identifier: Apache-2.0
import { access, open, rm } from 'node:fs/promises';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { accountOfKey } from '@datacar/core/wallet/accountOfKey';
import { sealKeystore } from '@datacar/core/wallet/sealKeystore';
import { checksumAddress } from '@datacar/sdk/wallet/checksumAddress';
import type { CommandAction } from '../command/defineCommand.ts';
import { UsageError } from '../command/UsageError.ts';
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
  // Before anybody thinks of a passphrase; writing checks again.
  if (await isThere(file)) throw alreadyThere(file);
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
    throw error.code === 'EEXIST' ? alreadyThere(path) : error;
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

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function alreadyThere(path: string): UsageError {
  return new UsageError(`${path} is there already. Choose another name.`);
}
