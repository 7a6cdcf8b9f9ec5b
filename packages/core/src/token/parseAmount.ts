// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';

/** The largest number that a contract takes. */
const UINT256_MAX = 2n ** 256n - 1n;

export interface ParseAmountOptions {
  /** Of the unit: DATR and the coin have 18. */
  decimals?: number;
  /** What is wrong when it is refused, in the answer's `details.field`. */
  field?: string;
}

/**
 * Reads an amount as people write it, such as `12.5`, into the smallest unit, exactly. Takes digits and one point
 * and nothing else: a comma is a point here and a separator of thousands there, so it is refused, as are signs,
 * exponents, spaces and more decimals than the unit has.
 *
 * @throws DatacarError AMOUNT_INVALID
 *
 * @example
 * const amount = parseAmount('12.5'); // 12_500_000_000_000_000_000n
 */
export function parseAmount(
  text: string,
  { decimals = 18, field = 'amount' }: ParseAmountOptions = {},
): bigint {
  const refuse = (reason: string) =>
    new DatacarError('AMOUNT_INVALID', `${field}: "${text.slice(0, 100)}" ${reason}.`, {
      details: { field },
    });
  if (/,/.test(text)) throw refuse('has a comma; write the fraction after a point, and no separators');
  if (/e/i.test(text)) throw refuse('has an exponent; write the number in full');
  if (/^\s*[+-]/.test(text)) throw refuse('has a sign; write digits only');
  const [, whole = '', fraction = ''] = /^(\d{1,78})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') throw refuse('is not a number; write digits with at most one point, such as 12.5');
  if (fraction.length > decimals) {
    throw refuse(
      decimals === 0 ? 'has a fraction, which this unit has not' : `has more than ${decimals} decimals`,
    );
  }
  const amount = BigInt(whole + fraction.padEnd(decimals, '0'));
  if (amount > UINT256_MAX) throw refuse('is larger than any amount can be');
  return amount;
}
