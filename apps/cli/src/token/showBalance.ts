// SPDX-License-Identifier: Apache-2.0
import { readBalances } from '@datacar/sdk/token/readBalances';
import type { CommandAction } from '../command/defineCommand.ts';
import { findAddress } from '../home/findAddress.ts';
import { openClient } from '../home/openClient.ts';
import { formatDatr } from '../output/formatDatr.ts';

interface Options {
  account?: string;
}

export const showBalance: CommandAction<Options> = async ({ account = 'owner' }, context) => {
  const { output } = context;
  const client = await openClient(context);
  const balances = await readBalances(client, { account: await findAddress(context, account) });
  output.json(balances);
  const { bold, dim } = output.colors;
  output.line(dim(balances.account));
  output.line(`${bold(formatDatr(balances.datr))} DATR`);
  output.line(`${formatDatr(balances.coin)} coin`);
  output.line(
    `${formatDatr(balances.votes)} votes, ${balances.delegate === null ? 'its own delegated to nobody' : `its own delegated to ${balances.delegate}`}`,
  );
  return 'done';
};
