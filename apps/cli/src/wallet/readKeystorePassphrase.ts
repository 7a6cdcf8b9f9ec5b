// SPDX-License-Identifier: Apache-2.0
import type { CommandContext } from '../command/CommandContext.ts';
import { UsageError } from '../command/UsageError.ts';
import { askText } from './askText.ts';
import { readSecretText } from './readSecretText.ts';

export interface ReadKeystorePassphraseOptions {
  /** --keystore-passphrase-file */
  file: string | undefined;
  /** Whether it is chosen now: then it is asked for twice, and may not be empty. */
  isNew: boolean;
}

/** The passphrase of a keystore that comes or goes, which is not that of the home. */
export async function readKeystorePassphrase(
  { file, isNew }: ReadKeystorePassphraseOptions,
  context: Pick<CommandContext, 'output'>,
): Promise<string> {
  const question = isNew ? 'A passphrase for the keystore: ' : 'The passphrase of the keystore: ';
  const option = '--keystore-passphrase-file';
  const text = await readSecretText({ file, question, option, isHidden: true, isPiped: false }, context);
  const passphrase = text.replace(/\r?\n$/, '');
  if (!isNew) return passphrase;
  if (passphrase === '') throw new UsageError('A keystore needs a passphrase.');
  if (file === undefined && (await askText('The same again: ', { isHidden: true })) !== passphrase) {
    throw new UsageError('The two passphrases are not the same.');
  }
  return passphrase;
}
