// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { completeGenesisTerms, genesisTerms, genesisTermsInput } from './genesisTerms.ts';

const account = `0x${'aB'.repeat(20)}`;
const other = `0x${'cd'.repeat(20)}`;
const nowMs = Date.UTC(2026, 10, 24, 10, 34, 4);

describe('the terms of a consortium', () => {
  test('are all the founder on one machine', () => {
    expect(completeGenesisTerms({}, { account, nowMs })).toEqual({
      founder: {
        account,
        name: 'Datacar',
        roles: expect.arrayContaining(['validator', 'foundation', 'regulator']),
      },
      founderNode: { address: account, endpoint: '' },
      council: { seats: [account], threshold: 1 },
      technologyBeneficiary: account,
      proceedsRecipient: account,
      offeringDeadline: Date.UTC(2029, 10, 24) / 1_000,
      votingPeriodSeconds: 604_800,
      timelockDelaySeconds: 172_800,
      commentPeriodSeconds: 604_800,
    });
  });

  test('keep what a person wrote', () => {
    const terms = completeGenesisTerms(
      genesisTermsInput.parse({
        founder: { account: other, name: 'Foundation' },
        council: { seats: [account, other], threshold: 2 },
        offeringDeadline: 1_900_000_000,
      }),
      { account, nowMs },
    );
    expect(terms.founder).toMatchObject({ account: other, name: 'Foundation' });
    expect(terms.founder.roles).toHaveLength(11);
    expect(terms).toMatchObject({
      founderNode: { address: other },
      council: { seats: [account, other], threshold: 2 },
      technologyBeneficiary: other,
      offeringDeadline: 1_900_000_000,
    });
    expect(genesisTerms.parse(JSON.parse(JSON.stringify(terms)))).toEqual(terms);
  });

  test('of 29 February end in March, three years later', () => {
    const { offeringDeadline } = completeGenesisTerms({}, { account, nowMs: Date.UTC(2028, 1, 29, 23, 59) });
    expect(offeringDeadline).toBe(Date.UTC(2031, 2, 1) / 1_000);
  });

  test.each([
    ['a word that is none', { votingPeriod: 1 }, []],
    ['a founder without the foundation', { founder: { roles: ['validator'] } }, ['founder', 'roles']],
    ['a name that is too long', { founder: { name: 'ä'.repeat(65) } }, ['founder', 'name']],
    ['no account', { technologyBeneficiary: `0x${'00'.repeat(20)}` }, ['technologyBeneficiary']],
    ['more approvals than seats', { council: { seats: [account], threshold: 2 } }, ['council', 'threshold']],
    [
      'a seat that stands there twice',
      { council: { seats: [account, account.toLowerCase()], threshold: 1 } },
      ['council', 'seats'],
    ],
    ['milliseconds instead of seconds', { offeringDeadline: nowMs }, ['offeringDeadline']],
    ['a vote of no time', { votingPeriodSeconds: 0 }, ['votingPeriodSeconds']],
  ])('refuse %s', (_what, input, path) => {
    const { error } = genesisTermsInput.safeParse(input);
    expect(error?.issues[0]?.path).toEqual(path);
  });
});
