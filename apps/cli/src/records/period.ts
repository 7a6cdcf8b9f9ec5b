// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../command/UsageError.ts';

export interface PeriodOptions {
  from?: number;
  to?: number;
}

/** A server takes readings that are this much ahead of its clock; "until now" is to hold them too. */
const futureMs = 120_000;

/** The stretch of time that --from and --to mean: everything, where they are not given. */
export function periodOf({ from = 0, to = Date.now() + futureMs }: PeriodOptions): {
  from: number;
  to: number;
} {
  if (from >= to) throw new UsageError('--from must be before --to.');
  return { from, to };
}
