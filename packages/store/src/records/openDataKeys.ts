// SPDX-License-Identifier: Apache-2.0
import type { DataKeys, Sealer } from './DataKeys.ts';

/** Opens the sealed file of data keys (mode 0600); it is made with the first key. */
export async function openDataKeys(
  _options: { path: string },
  _dependencies: { sealer: Sealer },
): Promise<DataKeys> {
  throw new Error('being built');
}
