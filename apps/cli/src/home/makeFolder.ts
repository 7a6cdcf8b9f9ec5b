// SPDX-License-Identifier: Apache-2.0
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder that its user only may look into, and those above it that are missing, and syncs them. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; ; made = dirname(made)) {
    const parent = await open(dirname(made), 'r');
    try {
      await parent.sync();
    } finally {
      await parent.close();
    }
    if (made === first || made === dirname(made)) return;
  }
}
