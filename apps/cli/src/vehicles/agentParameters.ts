// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { CommandContext } from '../command/CommandContext.ts';

/** What every call of `datacar-vehicle` gets: its events as lines, and the secret that seals its keys. */
export function agentParameters({ home, passphraseFile }: CommandContext): string[] {
  return [
    '--json-lines',
    '--secret-file',
    join(home, 'secret.key'),
    ...(passphraseFile === undefined ? [] : ['--passphrase-file', passphraseFile]),
  ];
}
