// SPDX-License-Identifier: Apache-2.0
import { claimPurchase } from '@datacar/sdk/token/calls/claimPurchase';
import { closeRound } from '@datacar/sdk/token/calls/closeRound';
import { collectProceeds } from '@datacar/sdk/token/calls/collectProceeds';
import { refundPurchase } from '@datacar/sdk/token/calls/refundPurchase';
import { type CallOptions, type PrepareCallContext, runCall } from '../command/runCall.ts';
import { findAddress } from '../home/findAddress.ts';
import { type RoundWord, roundWords } from './roundOption.ts';

interface RoundOptions extends CallOptions {
  round: RoundWord;
}

interface BuyerOptions extends RoundOptions {
  buyer?: string;
}

const indexOf = (round: RoundWord): number => roundWords.indexOf(round);

async function readPurchase({ round, buyer }: BuyerOptions, { account, context }: PrepareCallContext) {
  return {
    round: indexOf(round),
    buyer: buyer === undefined ? account.address : await findAddress(context, buyer),
  };
}

export const claim = runCall<BuyerOptions>(async (options, prepared) =>
  claimPurchase(prepared.client, await readPurchase(options, prepared)),
);

export const refund = runCall<BuyerOptions>(async (options, prepared) =>
  refundPurchase(prepared.client, await readPurchase(options, prepared)),
);

export const close = runCall<RoundOptions>(async ({ round }, { client }) =>
  closeRound(client, { round: indexOf(round) }),
);

export const collect = runCall<RoundOptions>(async ({ round }, { client }) =>
  collectProceeds(client, { round: indexOf(round) }),
);
