// SPDX-License-Identifier: Apache-2.0

/** A color of theme.css as `rgb(…)`, for what draws on a canvas: `readThemeColor('--series-1')`. */
export function readThemeColor(name: `--${string}`): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
