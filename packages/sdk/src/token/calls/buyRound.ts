// SPDX-License-Identifier: Apache-2.0
import { publicOfferingAbi } from '@datacar/chain/generated/publicOffering';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { DATR_UNIT } from '@datacar/core/token/allocations';
import { formatAmount } from '@datacar/core/token/formatAmount';
import { type Hex, parseSignature } from 'viem';
import type { Client } from '../../client/Client.ts';
import type { ContractCall } from '../../consortium/ContractCall.ts';
import { buildCall, toHash, toPositive } from '../../internal/buildCall.ts';
import { datr, roundName } from '../../internal/words.ts';
import { readOffering } from '../readOffering.ts';

export interface BuyRoundParameters {
  /** 0 subscription, 1 first placement, 2 second placement. */
  round: number;
  /** DATR in the smallest unit. */
  amount: bigint;
  /** The most to pay, in the smallest unit of the payment; what it costs now when not given. */
  costMax?: bigint | undefined;
  /** Of `buildAllowList`, for a round with a list. */
  proof?: readonly string[] | undefined;
  /** From `signPermit`, instead of an allowance (`approveToken`), for a round that is paid in a token. */
  permit?: { deadlineSeconds: bigint; signature: string } | undefined;
}

/**
 * Buys DATR in a round of the offering that is open. A round paid in the coin is sent exactly what it costs; for one
 * paid in a token, the offering needs an allowance (`approveToken` with the spender `offering`) or a permit.
 * Costs are rounded up to the next smallest unit of the payment.
 *
 * @throws DatacarError INPUT_INVALID, AMOUNT_INVALID, SERVER_UNREACHABLE
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { sendCall } from '@datacar/sdk/consortium/sendCall';
 * import { buyRound } from '@datacar/sdk/token/calls/buyRound';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const call = await buyRound(client, { round: 0, amount: 1_000n * 10n ** 18n });
 * await sendCall(client, call, { account });
 */
export async function buyRound(client: Client, parameters: BuyRoundParameters): Promise<ContractCall> {
  const { round, proof = [], permit } = parameters;
  const amount = toPositive(parameters.amount);
  const terms = await termsOf(client, round);
  const cost = (amount * BigInt(terms.price) + DATR_UNIT - 1n) / DATR_UNIT;
  const costMax = parameters.costMax ?? cost;
  const { token, symbol, decimals } = terms.payment;
  const args = [
    BigInt(round),
    amount,
    costMax,
    proof.map((hash, index) => toHash(hash, `proof.${index}`)),
  ] as const;
  const shared = {
    contract: 'publicOffering',
    abi: publicOfferingAbi,
    sentence: `Buy ${datr(amount)} in ${roundName(round)} of the offering for ${formatAmount(cost, { decimals })} ${symbol}`,
  } as const;
  if (permit === undefined) {
    return buildCall(client, { ...shared, functionName: 'buy', args, value: token === null ? cost : 0n });
  }
  const { r, s, yParity } = parseSignature(permit.signature as Hex);
  const signature = { deadline: permit.deadlineSeconds, v: 27 + yParity, r, s };
  return buildCall(client, { ...shared, functionName: 'buyWithPermit', args: [...args, signature] });
}

async function termsOf(client: Client, round: number) {
  const { rounds } = await readOffering(client);
  const found = rounds.find(({ index }) => index === round);
  if (found?.terms != null) return found.terms;
  throw new DatacarError(
    'INPUT_INVALID',
    found === undefined
      ? `round: there is no round ${round}; they are 0 to 2.`
      : `round: the terms of round ${round} are not published yet.`,
    { details: { field: 'round' } },
  );
}
