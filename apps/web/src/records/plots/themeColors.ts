// SPDX-License-Identifier: Apache-2.0
import { readThemeColor } from '../../ui/readThemeColor.ts';

const known = new Map<string, string>();

/**
 * A theme's color, asked of the browser once: each question makes it compute styles anew, and a page of plots has a
 * hundred.
 */
export function themeColor(name: `--${string}`, theme: 'light' | 'dark'): string {
  const key = `${theme} ${name}`;
  let color = known.get(key);
  if (color === undefined) {
    color = readThemeColor(name);
    known.set(key, color);
  }
  return color;
}
