// SPDX-License-Identifier: Apache-2.0
import { iteratePages, type Page } from './iteratePages.ts';

/**
 * Reads a list to its end, or until there are enough items. For what may be longer than memory use `iteratePages`.
 *
 * @example
 * import { collectPages } from '@datacar/sdk/client/collectPages';
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { listVehicles } from '@datacar/sdk/vehicles/listVehicles';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const vehicles = await collectPages((cursor) => listVehicles(client, { cursor }));
 */
export async function collectPages<Item>(
  readPage: (cursor: string | undefined) => Promise<Page<Item>>,
  { itemsMax = Number.POSITIVE_INFINITY }: { itemsMax?: number } = {},
): Promise<Item[]> {
  const items: Item[] = [];
  if (itemsMax <= 0) return items;
  for await (const item of iteratePages(readPage)) {
    items.push(item);
    if (items.length >= itemsMax) break;
  }
  return items;
}
