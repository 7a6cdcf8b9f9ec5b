// SPDX-License-Identifier: Apache-2.0

/** Maps a list with a limited number of calls at a time, in order. The first failure ends it: no further call begins. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  callsMax: number,
  call: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const entries = items.entries();
  let hasFailed = false;
  const work = async (): Promise<void> => {
    for (const [index, item] of entries) {
      if (hasFailed) return;
      results[index] = await call(item).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(callsMax, items.length) }, work));
  return results;
}
