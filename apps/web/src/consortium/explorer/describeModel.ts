// SPDX-License-Identifier: Apache-2.0
import type { RegisteredVehicle } from '@datacar/sdk/vehicles/listRegisteredVehicles';

/** "Volkswagen ID.3, 2021", as far as its registrar said. */
export function describeModel({
  make,
  model,
  year,
}: Pick<RegisteredVehicle, 'make' | 'model' | 'year'>): string {
  const name = [make, model].filter((part) => part !== '').join(' ');
  return year === 0 ? name : `${name}, ${year}`;
}

/** Where the private half of a device key lives. */
export const keySourceNames: Readonly<Record<NonNullable<RegisteredVehicle['deviceKey']>['source'], string>> =
  {
    secureElement: 'a secure element',
    software: 'a key file',
    import: 'a key for imports',
    simulated: 'a simulated key',
  };
