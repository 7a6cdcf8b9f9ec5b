// SPDX-License-Identifier: Apache-2.0
import { access } from 'node:fs/promises';
import { walletPaths } from './walletPaths.ts';

export async function hasSeed(home: string): Promise<boolean> {
  return access(walletPaths(home).seed).then(
    () => true,
    () => false,
  );
}
