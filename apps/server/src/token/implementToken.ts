// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import type { DatacarContracts } from '@datacar/chain/contracts/DatacarContracts';
import {
  listFundReleases,
  listTransfers,
  readBalances,
  readOffering,
  readTokenSchedule,
  readTokenSupply,
} from '@datacar/core/token/routes';
import { zeroAddress } from 'viem';
import { type Implementation, implement } from '../http/implement.ts';
import type { Parties } from './createParties.ts';
import type { ChainViews } from './openChainViews.ts';
import { openComments } from './openComments.ts';
import { openReleases } from './openReleases.ts';
import { readFundReleases } from './readFundReleases.ts';
import { readRounds } from './readRounds.ts';
import { readSchedule } from './readSchedule.ts';
import { readSupply } from './readSupply.ts';
import { createTransferReader } from './readTransfers.ts';
import { toAccountInput } from './toAccountInput.ts';

/** Every page looks through the chain anew; other answers are remembered for their block. */
const TRANSFERS_PER_MINUTE_MAX = 240;

export interface TokenServices {
  chain: Chain;
  contracts: DatacarContracts;
  views: ChainViews;
  parties: Parties;
}

/** Everything that anyone may know of DATR, read from the chain. */
export function implementToken({ chain, contracts, views, parties }: TokenServices): Implementation[] {
  const releases = openReleases({ chain, contracts });
  const comments = openComments({ chain, contracts });
  const transfers = createTransferReader({ chain, contracts }, { parties });

  return [
    implement(readTokenSupply, async () => readSupply(await views.current())),
    implement(readTokenSchedule, async () => readSchedule(await views.current(), { contracts, releases })),
    implement(readBalances, async ({ params }) => {
      const account = toAccountInput(params.account, 'account');
      const { read, coinOf, asOf } = await views.current();
      const [datr, votes, delegate, nonce, coin] = await Promise.all([
        read('datr', 'balanceOf', [account]),
        read('datr', 'getVotes', [account]),
        read('datr', 'delegates', [account]),
        read('datr', 'nonces', [account]),
        coinOf(account),
      ]);
      return {
        account,
        datr: datr.toString(),
        coin: coin.toString(),
        votes: votes.toString(),
        delegate: delegate === zeroAddress ? null : delegate,
        permitNonce: nonce.toString(),
        asOf,
      };
    }),
    implement(
      listTransfers,
      async ({ query: { account, limit, cursor } }) =>
        transfers.read(await views.current(), {
          account: account === undefined ? undefined : toAccountInput(account, 'account'),
          limit,
          cursor,
        }),
      { perMinuteMax: TRANSFERS_PER_MINUTE_MAX },
    ),
    implement(readOffering, async ({ query: { buyer } }) =>
      readRounds(await views.current(), {
        contracts,
        buyer: buyer === undefined ? undefined : toAccountInput(buyer, 'buyer'),
      }),
    ),
    implement(listFundReleases, async ({ params: { fund }, query: { cursor, id } }) =>
      readFundReleases(await views.current(), { fund, cursor, id }, { contracts, parties, comments }),
    ),
  ];
}
