// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { checkAccountName } from '@datacar/core/wallet/checkAccountName';
import { keystoreFileName } from '@datacar/core/wallet/keystoreFileName';
import { openKeystore } from '@datacar/core/wallet/openKeystore';
import { parsePrivateKey } from '@datacar/core/wallet/parsePrivateKey';
import { sealKeystore } from '@datacar/core/wallet/sealKeystore';
import type { ImportedEntry, WalletEntry } from '@datacar/core/wallet/WalletEntry';
import { checksumAddress } from '@datacar/sdk/wallet/checksumAddress';
import type { CommandContext } from '../command/CommandContext.ts';
import type { CommandAction } from '../command/defineCommand.ts';
import { UsageError } from '../command/UsageError.ts';
import { makeFolder } from '../home/makeFolder.ts';
import { openOrMakeSealingKey } from '../home/openOrMakeSealingKey.ts';
import { writeNewFile } from '../home/writeNewFile.ts';
import { appendWalletEntry } from './appendWalletEntry.ts';
import { homeKeystorePassphrase } from './homeKeystorePassphrase.ts';
import { readKeystorePassphrase } from './readKeystorePassphrase.ts';
import { readSecretText } from './readSecretText.ts';
import { readWalletEntries } from './readWalletEntries.ts';
import { walletPaths } from './walletPaths.ts';

interface Options {
  file?: string;
  keyFile?: string;
  keystorePassphraseFile?: string;
  name?: string;
}

export const importAccount: CommandAction<Options> = async (options, context) => {
  const { output, home } = context;
  const { name = null } = options;
  const { privateKey, account } = await readKey(options, context);
  const address = encodeHex(account);
  // Before anything is written; the entry itself checks again, as another command may be faster.
  checkNew((await readWalletEntries(home)).entries, { address, name });

  const { passphrase, isRandom } = homeKeystorePassphrase(await openOrMakeSealingKey(context));
  const createdAtMs = Date.now();
  const keystore = keystoreFileName(address, createdAtMs);
  const { keystores } = walletPaths(home);
  await makeFolder(keystores);
  const sealed = sealKeystore({ privateKey, passphrase, isPassphraseRandom: isRandom });
  await writeNewFile(join(keystores, keystore), `${JSON.stringify(sealed)}\n`);
  await appendWalletEntry(home, (entries): ImportedEntry => {
    checkNew(entries, { address, name });
    return { version: 1, kind: 'imported', address, name, keystore, createdAtMs };
  });
  output.json({ address, name, createdAtMs });
  output.line(
    `Imported ${checksumAddress(address)}${name === null ? '' : ` as ${output.colors.bold(name)}`}.`,
  );
  output.line('The words of the wallet do not bring it back: keep its own file, or a backup of the home.');
  return 'done';
};

async function readKey(
  { file, keyFile, keystorePassphraseFile }: Options,
  context: CommandContext,
): Promise<{ privateKey: Uint8Array; account: Uint8Array }> {
  if ((file === undefined) === (keyFile === undefined)) {
    throw new UsageError('Give either a keystore FILE, or --key-file FILE with a private key in hex.');
  }
  if (keyFile !== undefined) {
    if (keystorePassphraseFile !== undefined) {
      throw new UsageError('--keystore-passphrase-file is for a keystore; a key in hex has no passphrase.');
    }
    const hex = { file: keyFile, question: '', option: '--key-file', isHidden: true, isPiped: false };
    return parsePrivateKey(await readSecretText(hex, context));
  }
  const keystore = { file, question: '', option: 'FILE', isHidden: true, isPiped: false };
  const text = await readSecretText(keystore, context);
  const passphrase = await readKeystorePassphrase({ file: keystorePassphraseFile, isNew: false }, context);
  return openKeystore({ text, passphrase });
}

function checkNew(
  entries: readonly WalletEntry[],
  { address, name }: { address: string; name: string | null },
): void {
  if (name !== null) checkAccountName(name, entries);
  if (entries.some((entry) => entry.address === address)) {
    throw new DatacarError('ACCOUNT_EXISTS', `${checksumAddress(address)} is in this wallet already.`, {
      details: { address },
    });
  }
}
