// SPDX-License-Identifier: Apache-2.0
import { publicOfferingAbi } from '@datacar/chain/generated/publicOffering';
import { formatAmount } from '@datacar/core/token/formatAmount';
import { zeroAddress, zeroHash } from 'viem';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toAccount, toHash, toPositive, toSeconds } from '../../internal/buildCall.ts';
import { proposeToCouncil } from '../../internal/proposeToCouncil.ts';
import { datr, roundName, utc } from '../../internal/words.ts';
import { readTokenUnit } from '../readTokenUnit.ts';

export interface PublishRoundParameters {
  /** 0 subscription, 1 first placement, 2 second placement. */
  round: number;
  terms: {
    opensAtMs: number;
    closesAtMs: number;
    /** Null or left out: the coin of the chain. */
    paymentToken?: string | null | undefined;
    /** Smallest units of the payment for one whole DATR. */
    price: bigint;
    /** The most DATR that one buyer may buy, in the smallest unit. */
    buyerMax?: bigint | undefined;
    /** `root` of `buildAllowList`; without one, everybody may buy. */
    allowListRoot?: string | undefined;
    /** DATR that has to be sold, in the smallest unit, or everybody is paid back. */
    minimum?: bigint | undefined;
  };
  /** Why, for the other seats and for everybody. */
  reason: string;
  /** Of a published document. */
  documentHash?: string | undefined;
}

/**
 * Proposes to the council to publish the terms of a round. A council of one seat acts at once; else the other seats
 * approve the action (`approveAction`). Published terms never change.
 *
 * @throws DatacarError INPUT_INVALID, AMOUNT_INVALID, CHAIN_CALL_REFUSED, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { publishRound } from '@datacar/sdk/token/calls/publishRound';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await publishRound(client, {
 *   round: 0,
 *   terms: { opensAtMs: Date.now() + 3_600_000, closesAtMs: Date.parse('2027-06-30T00:00:00Z'), price: 10n ** 15n },
 *   reason: 'The subscription, as announced',
 * });
 * await sendCall(client, call, { account });
 */
export async function publishRound(
  client: Client,
  parameters: PublishRoundParameters,
): Promise<ContractCall> {
  const { round, terms, reason } = parameters;
  const { opensAtMs, closesAtMs, price, buyerMax = 0n, minimum = 0n } = terms;
  const paymentToken =
    terms.paymentToken == null ? zeroAddress : toAccount(terms.paymentToken, 'paymentToken');
  const allowListRoot =
    terms.allowListRoot === undefined ? zeroHash : toHash(terms.allowListRoot, 'allowListRoot');
  const { symbol, decimals } = await readTokenUnit(client, { token: paymentToken });
  const call = await buildCall(client, {
    contract: 'publicOffering',
    abi: publicOfferingAbi,
    functionName: 'publishRound',
    args: [
      BigInt(round),
      {
        opensAt: toSeconds(opensAtMs, 'opensAtMs'),
        closesAt: toSeconds(closesAtMs, 'closesAtMs'),
        paymentToken,
        price: toPositive(price, 'price'),
        buyerMax,
        allowListRoot,
        minimum,
      },
    ],
    sentence: [
      `publish ${roundName(round)} of the offering: ${formatAmount(price, { decimals })} ${symbol} for 1 DATR, from ${utc(opensAtMs)} to ${utc(closesAtMs)}`,
      buyerMax === 0n ? '' : `, at most ${datr(buyerMax)} a buyer`,
      allowListRoot === zeroHash ? '' : ', only for accounts on a list',
      minimum === 0n ? '' : `, paid back unless ${datr(minimum)} are sold`,
    ].join(''),
  });
  return proposeToCouncil(client, { call, reason, documentHash: parameters.documentHash });
}
