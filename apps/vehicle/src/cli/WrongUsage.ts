// SPDX-License-Identifier: Apache-2.0

/** The command line makes no sense as it is; exit status 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}
