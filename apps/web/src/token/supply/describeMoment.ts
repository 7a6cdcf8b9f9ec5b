// SPDX-License-Identifier: Apache-2.0
import { yearMs } from './yearTicks.ts';

const weekMs = 7 * 86_400_000;
const monthsPerYear = 12;

/** A time after the launch in words: `at the launch`, `4 years and 3 months after the launch`. */
export function describeRelative(timeMs: number): string {
  if (timeMs <= 0) return 'at the launch';
  const months = Math.round(timeMs / (yearMs / monthsPerYear));
  if (months === 0) return `${counted(Math.max(1, Math.round(timeMs / weekMs)), 'week')} after the launch`;
  const parts = [
    [Math.floor(months / monthsPerYear), 'year'],
    [months % monthsPerYear, 'month'],
  ] as const;
  const text = parts.flatMap(([count, word]) => (count === 0 ? [] : [counted(count, word)])).join(' and ');
  return `${text} after the launch`;
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
