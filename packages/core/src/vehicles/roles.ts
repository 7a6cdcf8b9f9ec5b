// SPDX-License-Identifier: Apache-2.0

/**
 * What a person may do with a car on a server, each role including the ones after it. `owner`: everything except
 * erasing its readings and naming owners, which stay with who owns the car on the chain. `driver`: read, prove,
 * export, and bring data. `viewer`: read, and prove single readings.
 */
export const roles = ['owner', 'driver', 'viewer'] as const;

export type Role = (typeof roles)[number];

/** Whether somebody with a role may do what needs at least another. */
export function includesRole(held: Role, needed: Role): boolean {
  return roles.indexOf(held) <= roles.indexOf(needed);
}
