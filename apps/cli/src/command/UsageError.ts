// SPDX-License-Identifier: Apache-2.0

/** Options that do not go together or are not enough; the command exits with status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
