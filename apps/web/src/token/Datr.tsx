// SPDX-License-Identifier: Apache-2.0
import { formatDatr, formatDatrShort } from './formatDatr.ts';

export interface DatrProps {
  /** In the smallest unit, as answers of the server and events have it. */
  amount: bigint | string;
  /** Where the head of a column says it. */
  hasUnit?: boolean;
}

/** An amount of DATR to two decimals; exactly in the tooltip. */
export function Datr({ amount, hasUnit = true }: DatrProps) {
  const exact = BigInt(amount);
  return (
    <span className="datr" title={formatDatr(exact)}>
      {formatDatrShort(exact)}
      {hasUnit && '\u00a0DATR'}
    </span>
  );
}
