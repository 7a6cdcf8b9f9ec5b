// SPDX-License-Identifier: Apache-2.0
import { statfs } from 'node:fs/promises';
import type { DoctorFinding } from '@datacar/core/api/ServerEvent';
import type { HomePaths } from '../home/HomePaths.ts';
import { DISK_FREE_BYTES_MIN } from '../run/createHealthChecks.ts';

/** A month of a few cars. */
const DISK_FREE_BYTES_GOOD = 4 * 1024 ** 3;

export async function checkDisk({ home }: HomePaths): Promise<Omit<DoctorFinding, 'name'>> {
  const { bavail, bsize } = await statfs(home).catch(() => statfs('.'));
  const freeBytes = bavail * bsize;
  const message = `${(freeBytes / 1024 ** 3).toFixed(1)} GiB free`;
  if (freeBytes < DISK_FREE_BYTES_MIN)
    return { state: 'failing', message: `${message}: nothing more is accepted soon` };
  return { state: freeBytes < DISK_FREE_BYTES_GOOD ? 'warning' : 'ok', message };
}
