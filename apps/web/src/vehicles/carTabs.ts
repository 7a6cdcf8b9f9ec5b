// SPDX-License-Identifier: Apache-2.0

/** The pages of a car beside each other. A capability that has one adds a line here and its route in `routes.ts`. */
export const carTabs = [
  { to: '/cars/$carId', label: 'Live' },
  { to: '/cars/$carId/drives', label: 'Drives' },
  { to: '/cars/$carId/battery', label: 'Battery' },
] as const;
