// SPDX-License-Identifier: Apache-2.0

/** Black on white, whatever the terminal's own colours are: a camera wants it so. */
const BLACK_ON_WHITE = '\u001b[30;107m';
const RESET = '\u001b[0m';
const blocks = { '00': ' ', '01': '▄', '10': '▀', '11': '█' } as const;

/** A QR code for a terminal, two rows of modules in each line. @param rows of `1` (dark) and `0` (light) */
export function renderQr(rows: readonly string[]): string {
  const lines: string[] = [];
  for (let index = 0; index < rows.length; index += 2) {
    const upper = rows[index] ?? '';
    const lower = rows[index + 1] ?? '';
    const cells = [...upper].map((module, column) => {
      const pair = `${module}${lower[column] ?? '0'}` as keyof typeof blocks;
      return blocks[pair];
    });
    lines.push(`${BLACK_ON_WHITE}${cells.join('')}${RESET}`);
  }
  return lines.join('\n');
}
