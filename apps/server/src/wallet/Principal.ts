// SPDX-License-Identifier: Apache-2.0
import type { Scope } from '@datacar/core/api/scopes';
import type { Address } from 'viem';

export interface Person {
  kind: 'person';
  account: Address;
  isOperator: boolean;
  expiresAtMs: number;
  /** How the person came: a session may do everything, an API token only what its scopes say. */
  via: { session: string } | { apiToken: string; scopes: readonly Scope[] };
}

export interface Device {
  kind: 'device';
  vehicle: number;
  keyIndex: number;
}

/** Whom a request comes from. */
export type Principal = { kind: 'nobody' } | Person | Device;

export const nobody: Principal = { kind: 'nobody' };
