// SPDX-License-Identifier: Apache-2.0
import { DATR_UNIT } from '@datacar/core/token/allocations';
import { parseAmount } from '@datacar/core/token/parseAmount';
import { approveToken } from '@datacar/sdk/token/calls/approveToken';
import { buyRound } from '@datacar/sdk/token/calls/buyRound';
import { type ReadOfferingReturnType, readOffering } from '@datacar/sdk/token/readOffering';
import type { CommandAction } from '../command/defineCommand.ts';
import type { CallOptions } from '../command/runCall.ts';
import { signCall } from '../command/signCall.ts';
import { UsageError } from '../command/UsageError.ts';
import { openAccount } from '../home/openAccount.ts';
import { openClient } from '../home/openClient.ts';
import { formatDatr } from '../output/formatDatr.ts';
import { formatTime } from '../output/formatTime.ts';
import { readAllowList } from './readAllowList.ts';

interface Options extends CallOptions {
  amount: string;
  payMax?: string;
  allowList?: string;
}

type Round = ReadOfferingReturnType['rounds'][number];
type Terms = NonNullable<Round['terms']>;

export const buy: CommandAction<Options> = async (options, context) => {
  const { output } = context;
  const client = await openClient(context);
  const { rounds } = await readOffering(client);
  const open = rounds.find(({ state }) => state === 'open');
  if (open === undefined || open.terms === null) {
    throw new UsageError('No round is open. See `datacar offering show`.');
  }
  const { terms, index: round } = open;
  const account = await openAccount(context, options.from);
  const amount = parseAmount(options.amount);
  const costMax = readCostMax(options.payMax, { amount, terms });
  const proof = await readProof(options.allowList, account.address, terms);

  const { token } = terms.payment;
  if (token !== null) {
    const call = await approveToken(client, { spender: 'offering', amount: costMax, token });
    const allowed = await signCall({ call, account, yes: options.yes }, client, context);
    if (allowed === undefined) {
      output.json({ sentence: call.sentence, hash: null });
      return 'failed';
    }
  }
  const call = await buyRound(client, { round, amount, costMax, proof });
  const sent = await signCall({ call, account, yes: options.yes }, client, context);
  if (sent === undefined) {
    output.json({ sentence: call.sentence, hash: null });
    return 'failed';
  }
  const { hash, blockNumber, sentence, from } = sent;
  output.json({ sentence, from, hash, blockNumber });
  output.line(`${output.colors.green('✔')} Done in block ${blockNumber}, transaction ${hash}`);
  if (!open.isMinimumMet) output.line(minimumLine((await readOffering(client)).rounds[round], from));
  return 'done';
};

/** What becomes of a purchase that was made before the minimum was met, or that met it. */
function minimumLine(round: Round | undefined, buyer: string): string {
  const { terms, sold = '0', isMinimumMet } = round ?? {};
  if (isMinimumMet === true)
    return `The round's minimum is met. See \`datacar offering show --buyer ${buyer}\`.`;
  return `Not delivered yet: ${formatDatr(sold)} of the round's minimum of ${formatDatr(terms?.minimum ?? '0')} DATR are sold. If it is not met by ${formatTime(terms?.closesAtMs ?? 0)}, you get back what you paid.`;
}

/** A cost is rounded up to the next smallest unit of the payment, as the contract does. */
function readCostMax(
  payMax: string | undefined,
  { amount, terms: { price, payment } }: { amount: bigint; terms: Terms },
): bigint {
  if (payMax !== undefined) return parseAmount(payMax, { decimals: payment.decimals, field: 'payMax' });
  return (amount * BigInt(price) + DATR_UNIT - 1n) / DATR_UNIT;
}

async function readProof(
  file: string | undefined,
  buyer: string,
  { allowListRoot }: Terms,
): Promise<string[] | undefined> {
  if (allowListRoot === null) return undefined;
  if (file === undefined) {
    throw new UsageError('This round is for listed buyers. Give the published list with --allow-list FILE.');
  }
  const { root, proofOf } = await readAllowList(file);
  if (root !== allowListRoot) {
    throw new UsageError(`${file} is not the list that was published with this round (${allowListRoot}).`);
  }
  const proof = proofOf(buyer);
  if (proof === undefined) throw new UsageError(`${buyer} is not on the list of this round.`);
  return proof;
}
