// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

/** Resident bytes of a process; 0 where the platform does not say. */
export function processMemoryBytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
