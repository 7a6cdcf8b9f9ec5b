// SPDX-License-Identifier: Apache-2.0
import { parseAmount } from '@datacar/core/token/parseAmount';
import { publishRound } from '@datacar/sdk/token/calls/publishRound';
import { readOffering } from '@datacar/sdk/token/readOffering';
import { readTokenUnit } from '@datacar/sdk/token/readTokenUnit';
import { type CallOptions, runCall } from '../command/runCall.ts';
import { UsageError } from '../command/UsageError.ts';
import { readAllowList } from './readAllowList.ts';

interface Options extends CallOptions {
  price: string;
  opens?: number;
  closes: number;
  paymentToken?: string;
  buyerMax?: string;
  minimum?: string;
  allowList?: string;
  reason: string;
}

/** The chain refuses an opening that is past when the block is sealed. */
const openingMsDefault = 30_000;

export const publish = runCall<Options>(
  async (options, { client }) => {
    const { rounds } = await readOffering(client);
    const next = rounds.find(({ terms }) => terms === null);
    if (next === undefined) throw new UsageError('All rounds are published. See `datacar offering show`.');
    const { price, opens, closes, paymentToken, buyerMax, minimum } = options;
    const before = rounds[next.index - 1];
    const earliestMs = before?.state === 'closed' ? 0 : (before?.terms?.closesAtMs ?? 0);
    const { decimals } = await readTokenUnit(client, { token: paymentToken });
    return publishRound(client, {
      round: next.index,
      terms: {
        opensAtMs: opens ?? Math.max(Date.now() + openingMsDefault, earliestMs),
        closesAtMs: closes,
        paymentToken,
        price: parseAmount(price, { decimals, field: 'price' }),
        buyerMax: buyerMax === undefined ? undefined : parseAmount(buyerMax, { field: 'buyerMax' }),
        minimum: minimum === undefined ? undefined : parseAmount(minimum, { field: 'minimum' }),
        allowListRoot:
          options.allowList === undefined ? undefined : (await readAllowList(options.allowList)).root,
      },
      reason: options.reason,
    });
  },
  {
    creates: 'action',
    next: () =>
      'See: datacar offering show (published), or datacar council show (more seats have to approve)',
  },
);
