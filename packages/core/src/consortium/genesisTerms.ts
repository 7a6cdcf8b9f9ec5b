// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { address } from '../api/schemas.ts';
import { memberRoles } from './memberRoles.ts';

/** `Members.NAME_BYTES_MAX` and `Validators.ENDPOINT_BYTES_MAX`. */
const NAME_BYTES_MAX = 128;
const ENDPOINT_BYTES_MAX = 256;
/** `Council.SEATS_MAX`. */
const SEATS_MAX = 21;

/** `MembersVote.VOTING_PERIOD_SECONDS_MAX`; what lasts longer would stop the consortium instead of protecting it. */
const PERIOD_SECONDS_MAX = 90 * 86_400;

/** An offering that never ends would keep everything else from beginning. */
const DEADLINE_YEARS_DEFAULT = 3;

/** The end of the year 9999: later times do not fit what calendars compute with. */
const DEADLINE_SECONDS_END = 253_402_300_800;

const account = address.refine((text) => !/^0x0{40}$/.test(text), 'the zero address');

const text = (bytesMax: number) =>
  z
    .string()
    .refine((value) => new TextEncoder().encode(value).length <= bytesMax, `more than ${bytesMax} bytes`);

const period = z.int().positive().max(PERIOD_SECONDS_MAX);

/**
 * What a consortium is founded on. Its contracts are deployed with these terms; some can be changed later by the
 * members' vote, those of DATR never.
 */
export const genesisTerms = z.strictObject({
  founder: z.strictObject({
    account: account.describe('Signs the deployment; the first member'),
    name: text(NAME_BYTES_MAX).min(1),
    roles: z
      .array(z.enum(memberRoles))
      .refine(
        (roles) => roles.includes('foundation') && roles.includes('validator'),
        'the founder needs the roles foundation and validator',
      )
      .refine((roles) => new Set(roles).size === roles.length, 'a role stands there twice'),
  }),
  founderNode: z.strictObject({
    address: account.describe("Of the node's key: the first validator"),
    endpoint: text(ENDPOINT_BYTES_MAX).describe('enode or URL; may be empty'),
  }),
  council: z
    .strictObject({
      seats: z
        .array(account)
        .min(1)
        .max(SEATS_MAX)
        .refine(
          (seats) => new Set(seats.map((seat) => seat.toLowerCase())).size === seats.length,
          'a seat stands there twice',
        ),
      threshold: z.int().positive(),
    })
    .refine(({ seats, threshold }) => threshold <= seats.length, {
      path: ['threshold'],
      error: 'more than there are seats',
    }),
  technologyBeneficiary: account.describe('Gets what the technology tranche releases'),
  proceedsRecipient: account.describe('Gets what buyers pay in the public offering'),
  offeringDeadline: z
    .int()
    .positive()
    .max(DEADLINE_SECONDS_END)
    .describe('Seconds since the epoch: from then on anyone may close the offering and launch'),
  votingPeriodSeconds: period.describe('How long members may vote'),
  timelockDelaySeconds: period.describe('Between a vote that passed and its effect'),
  commentPeriodSeconds: period.describe('How long a release of a fund stands open for comment'),
});

export type GenesisTerms = z.output<typeof genesisTerms>;

/** As a person writes them: what is left out is as on one machine. */
export const genesisTermsInput = genesisTerms.partial().extend({
  founder: genesisTerms.shape.founder.partial().optional(),
  founderNode: genesisTerms.shape.founderNode.partial().optional(),
});

export type GenesisTermsInput = z.output<typeof genesisTermsInput>;

/**
 * Fills in what is left out: everything is the founder's account, its council has one seat, members vote for a week,
 * the timelock takes two days, and the offering ends three years after today at midnight, UTC.
 *
 * @example
 * completeGenesisTerms({}, { account: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8', nowMs: Date.now() });
 */
export function completeGenesisTerms(
  { founder, founderNode, ...rest }: GenesisTermsInput,
  { account: self, nowMs }: { account: string; nowMs: number },
): GenesisTerms {
  const founderAccount = founder?.account ?? self;
  const today = new Date(nowMs);
  const deadlineMs = Date.UTC(
    today.getUTCFullYear() + DEADLINE_YEARS_DEFAULT,
    today.getUTCMonth(),
    today.getUTCDate(),
  );
  return genesisTerms.parse({
    founder: { account: founderAccount, name: 'Datacar', roles: [...memberRoles], ...founder },
    founderNode: { address: founderAccount, endpoint: '', ...founderNode },
    council: { seats: [founderAccount], threshold: 1 },
    technologyBeneficiary: founderAccount,
    proceedsRecipient: founderAccount,
    offeringDeadline: deadlineMs / 1_000,
    votingPeriodSeconds: 7 * 86_400,
    timelockDelaySeconds: 2 * 86_400,
    commentPeriodSeconds: 7 * 86_400,
    ...rest,
  });
}
