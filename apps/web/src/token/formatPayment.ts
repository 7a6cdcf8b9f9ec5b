// SPDX-License-Identifier: Apache-2.0
import { formatAmount } from '@datacar/core/token/formatAmount';

export interface PaymentToken {
  symbol: string;
  decimals: number;
}

/** An amount of what a round is paid in, exactly. */
export function formatPayment(amount: bigint | string, { symbol, decimals }: PaymentToken): string {
  const [whole = '0', fraction] = formatAmount(BigInt(amount), { decimals }).split('.');
  const grouped = BigInt(whole).toLocaleString();
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`}\u00a0${symbol}`;
}
