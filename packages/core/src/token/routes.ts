// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from '../api/defineRoute.ts';
import { address, hash32, pageOf, pageQuery, timeMs } from '../api/schemas.ts';
import { allocationNames } from './allocations.ts';
import { amount, asOf, numberInput, party } from './schemas.ts';

const isoTime = z.iso.datetime();
const allocationName = z.enum(allocationNames);

export const readTokenSupply = defineRoute({
  name: 'readTokenSupply',
  method: 'GET',
  path: '/v1/token/supply',
  summary: 'The supply of DATR: what each allocation holds, has released and releases next',
  access: 'public',
  response: z.object({
    total: amount.describe('What exists: 800,000,000 DATR less what holders burned'),
    allocations: z.array(
      z.object({
        name: allocationName,
        total: amount.describe(
          'What the allocation has had; what the offering left goes to mining at launch',
        ),
        released: amount,
        releasableNow: amount.describe('Anybody may release it in this block'),
        nextRelease: z.object({ at: isoTime, amount }).nullable(),
      }),
    ),
    launchedAt: isoTime.nullable().describe('Null before launch; nothing counts time until then'),
    asOf: z.object({ blockNumber: z.int(), at: isoTime }),
  }),
  errors: ['CHAIN_UNREACHABLE'],
});

const tranche = z.object({
  monthsAfterLaunch: z.int(),
  atMs: timeMs.nullable().describe('Null before launch'),
  amount,
  state: z.enum(['locked', 'releasable', 'released']),
});

const roundName = z.enum(['subscription', 'firstPlacement', 'secondPlacement']);

const roundState = z
  .enum(['unpublished', 'announced', 'open', 'over', 'closed'])
  .describe('`over`: its time is over or all is sold, and anybody may close it');

export const readTokenSchedule = defineRoute({
  name: 'readTokenSchedule',
  method: 'GET',
  path: '/v1/token/schedule',
  summary: 'The five allocations over time: what was released on which day, and everything still to come',
  access: 'public',
  response: z.object({
    launchedAtMs: timeMs.nullable(),
    asOf,
    allocations: z.array(
      z.object({
        name: allocationName,
        account: address.describe('The contract that holds it'),
        total: amount,
        released: amount,
        past: z
          .array(z.object({ atMs: timeMs, amount }))
          .describe('Released on each UTC day, at the time of its first release; together `released`'),
        tranches: z
          .array(tranche)
          .describe('Technology and foundation: releases that only wait for their date'),
        rounds: z
          .array(
            z.object({
              index: z.int(),
              name: roundName,
              state: roundState,
              opensAtMs: timeMs.nullable(),
              closesAtMs: timeMs.nullable(),
              available: amount,
              sold: amount,
            }),
          )
          .describe('Public offering'),
        eras: z
          .array(
            z.object({
              fromEpoch: z.int(),
              toEpoch: z.int().describe('The last week of the era'),
              startsAtMs: timeMs.nullable().describe('Null before launch'),
              endsAtMs: timeMs.nullable(),
              capPerEpoch: amount.describe('The most that one week may pay'),
            }),
          )
          .describe('Mining: weeks with the same cap. Before launch: as if the offering left nothing'),
        lockedForGood: amount.describe(
          'Mining: what no week will ever pay, because every cap is rounded down',
        ),
      }),
    ),
    offeringDeadlineMs: timeMs.describe('From then on anybody may close the offering and launch'),
  }),
  errors: ['CHAIN_UNREACHABLE'],
});

export const readBalances = defineRoute({
  name: 'readBalances',
  method: 'GET',
  path: '/v1/token/balances/:account',
  summary: 'What an account holds: DATR, the coin of the chain, and the votes of DATR',
  access: 'public',
  params: z.object({ account: address }),
  response: z.object({
    account: address,
    datr: amount,
    coin: amount.describe('In wei: pays for gas where that costs something'),
    votes: amount.describe('What others and itself have delegated to it'),
    delegate: address.nullable().describe('Who votes with what it holds'),
    permitNonce: z.string().regex(/^\d+$/).describe('Of its next ERC-2612 permit'),
    asOf,
  }),
  errors: ['INPUT_INVALID', 'CHAIN_UNREACHABLE'],
});

export const transferKinds = ['mint', 'burn', 'release', 'transfer'] as const;

export const listTransfers = defineRoute({
  name: 'listTransfers',
  method: 'GET',
  path: '/v1/token/transfers',
  summary: 'Transfers of DATR, the newest first. A page may be short or empty before the last one',
  access: 'public',
  query: pageQuery.extend({
    account: address.optional().describe('Only those from it or to it'),
    limit: z.coerce.number().int().min(1).max(100).optional().describe('50 when not given'),
  }),
  response: pageOf(
    z.object({
      kind: z.enum(transferKinds).describe('`release`: out of an allocation'),
      from: party,
      to: party,
      amount,
      atMs: timeMs,
      blockNumber: z.int(),
      transactionHash: hash32,
      logIndex: z.int(),
    }),
  ),
  errors: ['INPUT_INVALID', 'CHAIN_UNREACHABLE'],
});

const payment = z.object({
  token: address.nullable().describe('Null: the coin of the chain'),
  symbol: z.string(),
  decimals: z.int(),
});

export const readOffering = defineRoute({
  name: 'readOffering',
  method: 'GET',
  path: '/v1/token/offering',
  summary: 'The public offering: its rounds with their terms, and what a buyer has in each',
  access: 'public',
  query: z.object({ buyer: address.optional() }),
  response: z.object({
    account: address.describe('The contract'),
    launchedAtMs: timeMs.nullable(),
    deadlineMs: timeMs.describe('From then on anybody may close the offering and launch'),
    canLaunch: z.boolean(),
    proceedsRecipient: address,
    rounds: z.array(
      z.object({
        index: z.int(),
        name: roundName,
        state: roundState,
        isFailed: z.boolean().describe('Closed without its minimum: everybody is paid back'),
        terms: z
          .object({
            opensAtMs: timeMs,
            closesAtMs: timeMs,
            payment,
            price: amount.describe('Smallest units of the payment for one whole DATR'),
            buyerMax: amount.nullable().describe('DATR that one buyer may buy; null: no limit'),
            allowListRoot: hash32.nullable().describe('Null: everyone may buy'),
            minimum: amount.nullable().describe('DATR to be sold, or everybody is paid back; null: none'),
          })
          .nullable(),
        available: amount.describe('With what the rounds before left'),
        sold: amount,
        isMinimumMet: z
          .boolean()
          .describe('True too where there is none: what is bought is delivered at once'),
        proceeds: amount.describe('Payment that waits for `collectProceeds`, or to be paid back'),
        purchase: z
          .object({
            bought: amount,
            paid: amount,
            claimable: amount.describe('DATR to be delivered by `claim`'),
            refundable: amount.describe('Payment to be given back by `refund`'),
          })
          .nullable()
          .describe('Of `buyer`'),
      }),
    ),
    asOf,
  }),
  errors: ['INPUT_INVALID', 'CHAIN_UNREACHABLE'],
});

export const fundNames = ['operation', 'foundation'] as const;

export const fundReleaseStates = ['open', 'approved', 'paid', 'rejected', 'expired'] as const;

export const listFundReleases = defineRoute({
  name: 'listFundReleases',
  method: 'GET',
  path: '/v1/token/funds/:fund/releases',
  summary: 'What a fund was asked to pay, the newest first: reason, approvals, comments and outcome',
  access: 'public',
  params: z.object({ fund: z.enum(fundNames) }),
  query: pageQuery.extend({ id: numberInput.optional().describe('Only this one') }),
  response: pageOf(
    z.object({
      id: z.string().regex(/^\d+$/),
      state: z.enum(fundReleaseStates),
      isPayable: z.boolean().describe('Approved, and the time for comments is over'),
      proposer: party,
      recipient: party,
      amount,
      purpose: z.string(),
      documentHash: hash32.describe('Of the published document that explains it'),
      proposedAtMs: timeMs,
      payableAtMs: timeMs.describe('When the time for comments is over'),
      expiresAtMs: timeMs,
      approvals: z.array(party).describe('In the order in which they approved; those seated now count'),
      rejections: z.array(party),
      approvalCount: z.int().describe('Of those seated now'),
      needed: z.int(),
      comments: z
        .array(z.object({ author: party, text: z.string(), atMs: timeMs, transactionHash: hash32 }))
        .describe('The newest hundred, the oldest of them first'),
      commentCount: z.int(),
    }),
  ).extend({
    account: address.describe('The contract of the fund'),
    balance: amount,
    asOf,
  }),
  errors: ['INPUT_INVALID', 'CHAIN_UNREACHABLE'],
});

/** Routes about DATR: all of them read the chain, and everyone may. */
export const tokenRoutes = [
  readTokenSupply,
  readTokenSchedule,
  readBalances,
  listTransfers,
  readOffering,
  listFundReleases,
] as const;
