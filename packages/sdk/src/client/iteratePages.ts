// SPDX-License-Identifier: Apache-2.0

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/**
 * Walks a list to its end, a page at a time.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { iteratePages } from '@datacar/sdk/client/iteratePages';
 * import { listDrives } from '@datacar/sdk/records/listDrives';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * for await (const drive of iteratePages((cursor) => listDrives(client, { vehicle: '1', cursor }))) {
 *   console.log(drive.distanceMeters);
 * }
 */
export async function* iteratePages<Item>(
  readPage: (cursor: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await readPage(cursor);
    yield* items;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}
