// SPDX-License-Identifier: Apache-2.0
import { quoteText } from '@datacar/core/consortium/quoteText';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Client } from '../client/Client.ts';
import { listFundReleases } from '../token/listFundReleases.ts';
import { datr, fundWords } from './words.ts';

interface DescribeReleaseOptions {
  fund: 'operation' | 'foundation';
  id: bigint;
}

/** `release 3 of the operation fund: …` in a sentence. @throws DatacarError INPUT_INVALID */
export async function describeRelease(client: Client, { fund, id }: DescribeReleaseOptions): Promise<string> {
  const { items } = await listFundReleases(client, { fund, id: String(id) });
  const [found] = items;
  if (found !== undefined) {
    const { amount, recipient, purpose } = found;
    return `release ${id} of the ${fundWords[fund]}: ${datr(BigInt(amount))} to ${recipient.account} for ${quoteText(purpose)}`;
  }
  throw new DatacarError('INPUT_INVALID', `id: there is no release ${id} of the ${fundWords[fund]}.`, {
    details: { field: 'id' },
  });
}
