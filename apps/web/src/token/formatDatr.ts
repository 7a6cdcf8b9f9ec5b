// SPDX-License-Identifier: Apache-2.0

/** Decimals of DATR and of the chain's coin. */
const decimals = 18;
const unit = 10n ** BigInt(decimals);
const million = 10n ** 6n * unit;

/** The sign between the whole and the fraction, as the viewer's numbers have it. */
const decimalSign =
  new Intl.NumberFormat().formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';

function write(amount: bigint, digitsMax: number): string {
  const size = amount < 0n ? -amount : amount;
  const fraction = (size % unit).toString().padStart(decimals, '0').slice(0, digitsMax).replace(/0+$/, '');
  const whole = (size / unit).toLocaleString();
  return `${amount < 0n ? '−' : ''}${whole}${fraction === '' ? '' : decimalSign + fraction}`;
}

/** An amount in the smallest unit as DATR, exactly, without trailing zeros. */
export function formatDatr(amount: bigint): string {
  return `${write(amount, decimals)}\u00a0DATR`;
}

/** The same to two decimals, rounded down: never more than there is. What is smaller is said to be there. */
export function formatDatrShort(amount: bigint): string {
  const isTiny = amount > 0n && amount < unit / 100n;
  return isTiny ? `less than ${write(unit / 100n, 2)}` : write(amount, 2);
}

/** Millions of DATR, for axes and names in pictures: `16`, `0.8`. */
export function formatMillions(amount: bigint, digitsMax = 1): string {
  const scale = 10 ** digitsMax;
  const scaled = Number((amount * BigInt(scale) + million / 2n) / million);
  return new Intl.NumberFormat(undefined, { maximumFractionDigits: digitsMax }).format(scaled / scale);
}
