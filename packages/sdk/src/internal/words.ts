// SPDX-License-Identifier: Apache-2.0
import { formatAmount } from '@datacar/core/token/formatAmount';

export function datr(amount: bigint): string {
  return `${formatAmount(amount)} DATR`;
}

/** What the native coin is called: a chain of its own has no symbol for it, and another chain's is not known. */
export const coinSymbol = 'coin';

export function coin(wei: bigint): string {
  return `${formatAmount(wei)} ${coinSymbol}`;
}

/** `2026-05-01T12:00:00Z`, in the seconds that a contract gets. */
export function utc(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The rounds of the offering by their number. */
export const roundNames = ['subscription', 'first placement', 'second placement'] as const;

export function roundName(round: number): string {
  return `round ${round} (${roundNames[round] ?? 'unknown'})`;
}

/** The funds by their name. */
export const fundWords = { operation: 'operation fund', foundation: "foundation's awards" } as const;

/** The contract of each fund. */
export const fundContracts = { operation: 'operationFund', foundation: 'foundationAwards' } as const;

/** The contracts that the council may pause. */
export const pausableWords = {
  vehicleRegistry: 'the registry of vehicles',
  recordLog: 'the log of records',
} as const;
