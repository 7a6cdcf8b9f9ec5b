// SPDX-License-Identifier: Apache-2.0

interface Page {
  items: readonly unknown[];
  nextCursor: string | null;
}

/** More are read page by page with the API. */
const pagesMax = 50;

/** Reads page after page into one answer with all items and what else the first page said. */
export async function readAllPages<P extends Page>(
  read: (query: { cursor?: string }) => Promise<P>,
): Promise<P> {
  const first = await read({});
  const items: unknown[] = [...first.items];
  let cursor = first.nextCursor;
  for (let page = 1; page < pagesMax && cursor !== null; page += 1) {
    const next = await read({ cursor });
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  return { ...first, items, nextCursor: cursor };
}
