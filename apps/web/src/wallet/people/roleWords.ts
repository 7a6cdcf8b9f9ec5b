// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@datacar/core/vehicles/roles';

/** What a person may do, in words. */
export const roleWords: Readonly<Record<Role, { name: string; may: string }>> = {
  owner: {
    name: 'Owner',
    may: 'See and do everything, and invite others. Only the owner on the chain can erase readings and name owners.',
  },
  driver: { name: 'Driver', may: 'See everything, prove and export it, and bring logs of drives.' },
  viewer: { name: 'Viewer', may: 'See the car, its drives and its battery, and prove single readings.' },
};
