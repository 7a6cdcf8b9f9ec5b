// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '../client/Client.ts';
import { readCouncil } from '../consortium/readCouncil.ts';

/** `action 3 of the council: …` in a sentence. @throws DatacarError INPUT_INVALID */
export async function describeAction(client: Client, id: bigint): Promise<string> {
  const { items } = await readCouncil(client, { id: String(id) });
  const [found] = items;
  if (found !== undefined) return `action ${id} of the council: ${found.sentence}`;
  throw new DatacarError('INPUT_INVALID', `id: there is no action ${id} of the council.`, {
    details: { field: 'id' },
  });
}
