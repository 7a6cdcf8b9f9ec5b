// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '../client/Client.ts';
import { listProposals } from '../consortium/listProposals.ts';

/** `proposal 3: …` in a sentence. @throws DatacarError INPUT_INVALID */
export async function describeProposal(client: Client, id: bigint): Promise<string> {
  const { items } = await listProposals(client, { id: String(id) });
  const [found] = items;
  if (found !== undefined) return `proposal ${id}: ${found.sentence}`;
  throw new DatacarError('INPUT_INVALID', `id: there is no proposal ${id}.`, { details: { field: 'id' } });
}
