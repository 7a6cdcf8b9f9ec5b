// SPDX-License-Identifier: Apache-2.0

const columns = 4;

/** Words with their numbers, to be written down line by line. */
export function renderWords(words: string): string {
  const cells = words.split(' ').map((word, index) => `${String(index + 1).padStart(2)} ${word.padEnd(10)}`);
  const lines: string[] = [];
  for (let start = 0; start < cells.length; start += columns) {
    lines.push(
      cells
        .slice(start, start + columns)
        .join('')
        .trimEnd(),
    );
  }
  return lines.join('\n');
}
