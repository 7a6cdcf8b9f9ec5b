// SPDX-License-Identifier: Apache-2.0
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DoctorFinding } from '@datacar/core/api/ServerEvent';
import type { HomePaths } from '../home/HomePaths.ts';

/** At about 400 bytes a transaction this is a million of them, which the embedded chain's engine holds in 6 GB. */
const CHAIN_BYTES_LARGE = 400 * 1024 ** 2;

export async function checkGrowth(paths: HomePaths): Promise<Omit<DoctorFinding, 'name'>> {
  const [chain, batches, telemetry] = await Promise.all([
    sizeOfFolder(paths.chain),
    sizeOfFolder(paths.batches),
    stat(paths.telemetry).then(
      ({ size }) => size,
      () => 0,
    ),
  ]);
  const message = `chain ${mib(chain)}, batch log ${mib(batches)}, telemetry ${mib(telemetry)}`;
  if (chain < CHAIN_BYTES_LARGE) return { state: 'ok', message };
  return {
    state: 'warning',
    message: `${message}: move the chain to another client soon, see docs/internals/chain.md`,
  };
}

async function sizeOfFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

function mib(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
