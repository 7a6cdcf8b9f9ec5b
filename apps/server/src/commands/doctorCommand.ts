// SPDX-License-Identifier: Apache-2.0
import type { DoctorFinding } from '@datacar/core/api/ServerEvent';
import { checkClock } from '../doctor/checkClock.ts';
import { checkDisk } from '../doctor/checkDisk.ts';
import { checkGrowth } from '../doctor/checkGrowth.ts';
import { checkLock } from '../doctor/checkLock.ts';
import { checkPort } from '../doctor/checkPort.ts';
import { checkVersions } from '../doctor/checkVersions.ts';
import { homePaths } from '../home/HomePaths.ts';
import type { CommandOutput } from './createOutput.ts';

/** Looks at everything that has kept a server from working. Returns false when something does. */
export async function doctorCommand({ home }: { home: string }, { emit }: CommandOutput): Promise<boolean> {
  const paths = homePaths(home);
  const checks: Record<string, () => Promise<Omit<DoctorFinding, 'name'>>> = {
    versions: checkVersions,
    disk: () => checkDisk(paths),
    lock: () => checkLock(paths),
    port: () => checkPort(paths),
    clock: () => checkClock(paths),
    growth: () => checkGrowth(paths),
  };
  const findings = await Promise.all(
    Object.entries(checks).map(async ([name, check]): Promise<DoctorFinding> => {
      try {
        return { name, ...(await check()) };
      } catch (error) {
        return { name, state: 'failing', message: (error as Error).message };
      }
    }),
  );
  emit({ event: 'doctor', findings });
  return findings.every(({ state }) => state !== 'failing');
}
