// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises';

/** Makes created, renamed and removed names in a folder durable. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
