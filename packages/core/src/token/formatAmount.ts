// SPDX-License-Identifier: Apache-2.0

/**
 * Writes an amount of the smallest unit as people read it, exactly and without trailing zeros; `parseAmount` reads
 * it back.
 *
 * @param options.decimals Of the unit: DATR and the coin have 18.
 *
 * @example
 * const text = formatAmount(12_500_000_000_000_000_000n); // '12.5'
 */
export function formatAmount(amount: bigint, { decimals = 18 }: { decimals?: number } = {}): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
