// SPDX-License-Identifier: Apache-2.0
import type { Output } from '../output/createOutput.ts';

/** What every command gets beside its own options. */
export interface CommandContext {
  /** The home folder, absolute; it may not exist yet. */
  home: string;
  /** --server, when given. */
  serverUrl: string | undefined;
  /** A file with the passphrase that seals the home's keys. */
  passphraseFile: string | undefined;
  output: Output;
}
