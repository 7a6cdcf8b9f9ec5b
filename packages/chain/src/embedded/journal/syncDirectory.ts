// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises';

/** Makes the names in a folder durable: a synced file whose name is lost is lost. */
export async function syncDirectory(path: string): Promise<void> {
  // Windows neither needs it nor lets a folder be opened.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
