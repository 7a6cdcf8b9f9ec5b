// SPDX-License-Identifier: Apache-2.0
import { type ReadOfferingReturnType, readOffering } from '@datacar/sdk/token/readOffering';
import type { CommandAction } from '../command/defineCommand.ts';
import { findAddress } from '../home/findAddress.ts';
import { openClient } from '../home/openClient.ts';
import { formatDatr } from '../output/formatDatr.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';
import { roundLabels } from './roundLabels.ts';
import { roundWords } from './roundOption.ts';

interface Options {
  buyer?: string;
}

type Round = ReadOfferingReturnType['rounds'][number];

export const showOffering: CommandAction<Options> = async ({ buyer }, context) => {
  const { output } = context;
  const client = await openClient(context);
  const of = { buyer: buyer === undefined ? undefined : await findAddress(context, buyer) };
  const offering = await readOffering(client, of);
  output.json(offering);
  output.line(
    renderTable(
      [
        { title: 'ROUND' },
        { title: 'STATE' },
        { title: 'FROM (UTC)' },
        { title: 'TO (UTC)' },
        { title: 'PRICE OF 1 DATR', align: 'right' },
        { title: 'OFFERED', align: 'right' },
        { title: 'SOLD', align: 'right' },
        { title: 'TERMS' },
      ],
      offering.rounds.map(roundRow),
      output.colors.dim,
    ),
  );
  for (const round of offering.rounds) {
    if (round.purchase === null || of.buyer === undefined || round.purchase.bought === '0') continue;
    output.line(purchaseLine(round, of.buyer));
  }
  output.line();
  output.line(nextStep(offering));
  return 'done';
};

function roundRow(round: Round): string[] {
  const { name, state, terms, available, sold, isFailed } = round;
  const amounts = [formatDatr(available), formatDatr(sold)];
  if (terms === null) return [roundLabels[name], state, '', '', '', ...amounts, ''];
  const { opensAtMs, closesAtMs, price, payment, buyerMax, allowListRoot, minimum } = terms;
  const words = [
    buyerMax === null ? '' : `at most ${formatDatr(buyerMax)} each`,
    allowListRoot === null ? '' : 'listed buyers only',
    minimum === null ? '' : `minimum ${formatDatr(minimum)} ${minimumWords(round)}`,
  ];
  return [
    roundLabels[name],
    isFailed ? 'failed' : state,
    formatTime(opensAtMs),
    formatTime(closesAtMs),
    `${formatDatr(price, payment.decimals)} ${payment.symbol}`,
    ...amounts,
    words.filter((word) => word !== '').join(', '),
  ];
}

function minimumWords({ state, isMinimumMet }: Round): string {
  if (isMinimumMet) return 'met';
  return state === 'over' || state === 'closed' ? 'not met' : 'not met yet';
}

function purchaseLine({ name, index, purchase, terms }: Round, buyer: string): string {
  if (purchase === null || terms === null) return '';
  const { bought, paid, claimable, refundable } = purchase;
  const { decimals, symbol } = terms.payment;
  const of = `--round ${roundWords[index]} --buyer ${buyer}`;
  const then = [
    claimable === '0' ? '' : `; ${formatDatr(claimable)} DATR to get with \`datacar offering claim ${of}\``,
    refundable === '0'
      ? ''
      : `; ${formatDatr(refundable, decimals)} ${symbol} to get back with \`datacar offering refund ${of}\``,
  ];
  return `${roundLabels[name]}: bought ${formatDatr(bought)} DATR for ${formatDatr(paid, decimals)} ${symbol}${then.join('')}.`;
}

function nextStep({ launchedAtMs, canLaunch, rounds, deadlineMs }: ReadOfferingReturnType): string {
  if (launchedAtMs !== null) return `Launched ${formatTime(launchedAtMs)}. The offering is over.`;
  if (canLaunch) return 'All rounds are over: anybody may launch with `datacar offering launch`.';
  if (rounds.some(({ state }) => state === 'open')) return 'Buy with `datacar offering buy --amount AMOUNT`.';
  if (rounds.some(({ state }) => state === 'unpublished')) {
    return `The council publishes the next round with \`datacar offering publish\`; anybody may launch from ${formatTime(deadlineMs)}.`;
  }
  return `Not launched yet; anybody may from ${formatTime(deadlineMs)}.`;
}
