// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import { durationWords } from '@datacar/core/consortium/durationWords';
import type { listProposals } from '@datacar/core/consortium/routes';
import { formatAmount } from '@datacar/core/token/formatAmount';
import { type AbiFunction, decodeFunctionData, getAbiItem, type Hex } from 'viem';
import type { Parties } from '../../token/createParties.ts';

/** The last time that dates are computed for. */
const TIME_MS_MAX = Date.UTC(9999, 11, 31);

export type DescribedCall = RouteResponse<typeof listProposals>['items'][number]['calls'][number];

/** A call of one of Datacar's contracts, taken apart as far as its ABI is known. */
export function describeCall(
  { target, data }: { target: string; data: Hex },
  { parties }: { parties: Parties },
): DescribedCall {
  const contract = parties.contractAt(target);
  const unknown = { target, contract: contract?.name ?? null, functionName: null, args: [], data };
  if (contract === undefined) return unknown;
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi: contract.abi, data });
    const item = getAbiItem({ abi: contract.abi, name: functionName, args: args as never }) as AbiFunction;
    return {
      ...unknown,
      functionName,
      args: (args as readonly unknown[]).map((value, index) => ({
        name: item.inputs[index]?.name ?? String(index),
        value: inText(value),
      })),
    };
  } catch {
    // Not a function of this contract: its bytes are shown as they are.
    return unknown;
  }
}

/** A call in words, to follow "propose to": what people decide on in their own words, anything else by its names. */
export function sentenceOfCall(
  call: DescribedCall,
  { parties, scheduled }: { parties: Parties; scheduled?: ReadonlyMap<string, bigint> },
): string {
  const { target, contract, functionName, args, data } = call;
  const named = (account: string | undefined) => {
    const { name } = parties.of(account ?? target);
    return name === null ? String(account) : `${name} (${account})`;
  };
  const [first, second] = args.map(({ value }) => value);
  switch (functionName === null ? undefined : `${contract}.${functionName}`) {
    case 'Access.pause':
      return `pause ${named(first)} for ${durationWords(Number(second))}`;
    case 'Access.unpause':
      return `end the pause of ${named(first)}`;
    case 'Council.setSeats':
      return `seat ${(JSON.parse(first ?? '[]') as string[]).map(named).join(', ')} in the council, ${second} to approve`;
    case 'MiningReserve.setDistributor':
      return `let ${named(first)} pay the rewards from the mining reserve, for good`;
    case 'PublicOffering.publishRound':
      return `publish round ${first} of the offering: ${inTerms(second)}`;
    case 'Timelock.cancel': {
      const proposal = scheduled?.get(first ?? '');
      return proposal === undefined
        ? `call off operation ${first} of the timelock`
        : `call off proposal ${proposal}`;
    }
    case 'Timelock.updateDelay':
      return `set the delay of the timelock to ${durationWords(Number(first))}`;
    default:
      break;
  }
  if (functionName === 'upgradeToAndCall') return `upgrade ${contract} to the code at ${first}`;
  if (functionName === null) return `call ${contract ?? target} with ${data}`;
  return `call ${contract}.${functionName}(${args.map(({ name, value }) => `${name}: ${value}`).join(', ')})`;
}

function inTerms(json: string | undefined): string {
  const terms = JSON.parse(json ?? '{}') as Record<string, string>;
  const isCoin = /^0x0+$/.test(terms.paymentToken ?? '');
  const price = isCoin
    ? `${formatAmount(BigInt(terms.price ?? 0))} coin`
    : `${terms.price} smallest units of ${terms.paymentToken}`;
  return [
    `${price} for 1 DATR, from ${time(terms.opensAt)} to ${time(terms.closesAt)}`,
    terms.buyerMax === '0' ? '' : `, at most ${formatAmount(BigInt(terms.buyerMax ?? 0))} DATR a buyer`,
    /^0x0+$/.test(terms.allowListRoot ?? '') ? '' : ', only for accounts on a list',
    terms.minimum === '0'
      ? ''
      : `, paid back unless ${formatAmount(BigInt(terms.minimum ?? 0))} DATR are sold`,
  ].join('');
}

/** A proposal may name any number, also one that is no date. */
function time(seconds: string | undefined): string {
  const timeMs = Number(seconds) * 1_000;
  return timeMs <= TIME_MS_MAX ? new Date(timeMs).toISOString().replace('.000Z', 'Z') : `second ${seconds}`;
}

/** Whole numbers and accounts as they are; lists and structs as JSON. */
function inText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
}
