// SPDX-License-Identifier: Apache-2.0

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A count with its thousands apart: `42,958`. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** A count with its noun: `1 batch`, `12 batches`. */
export function formatCounted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
