// SPDX-License-Identifier: Apache-2.0

/** The options that every command of `datacar-vehicle` has, as commander names them. */
export interface CommonOptions {
  jsonLines: boolean;
  secretFile?: string;
  passphraseFile?: string;
}
