// SPDX-License-Identifier: Apache-2.0
import { formatAmount } from '@datacar/core/token/formatAmount';

/** An amount of the smallest unit as people read it, exactly, with separators of thousands: `16,000,000.5`. */
export function formatDatr(amount: string | bigint, decimals = 18): string {
  const [whole = '0', fraction] = formatAmount(BigInt(amount), { decimals }).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
