// SPDX-License-Identifier: Apache-2.0

/** More wrong letters than this, for each ten, and it was something else. */
const errorsPerTenMax = 3;

/** The path that was most likely meant: one that ends with what was typed, else the one with the fewest wrong letters. */
export function suggestPath(typed: string, paths: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  const endings = paths.filter((path) => path.toLowerCase().endsWith(wanted));
  const [shortest] = endings.toSorted((a, b) => a.length - b.length);
  if (shortest !== undefined) return shortest;

  let best: { path: string; distance: number } | undefined;
  for (const path of paths) {
    const distance = editDistance(wanted, path.toLowerCase());
    if (best === undefined || distance < best.distance) best = { path, distance };
  }
  if (best === undefined || best.distance > (wanted.length * errorsPerTenMax) / 10) return undefined;
  return best.path;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
