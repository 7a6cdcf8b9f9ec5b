// SPDX-License-Identifier: Apache-2.0
import type { DoctorFinding } from '@datacar/core/api/ServerEvent';
import { serverVersion } from '../run/serverVersion.ts';

/** Of package.json's engines. */
const NODE_MIN = [20, 19] as const;

export async function checkVersions(): Promise<Omit<DoctorFinding, 'name'>> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNewEnough = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
  const message = `Datacar ${serverVersion}, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
  return isNewEnough
    ? { state: 'ok', message }
    : { state: 'failing', message: `${message}: Node ${NODE_MIN.join('.')} or newer is needed` };
}
