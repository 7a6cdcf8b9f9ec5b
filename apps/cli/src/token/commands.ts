// SPDX-License-Identifier: Apache-2.0
import { defineCommand } from '../command/defineCommand.ts';
import { parseCount } from '../command/optionParsers.ts';
import { parseTime } from '../command/parseTime.ts';
import { yesOption } from '../command/signCall.ts';
import { fromMemberOption, fromOption } from '../home/openAccount.ts';
import { fundOption } from './fundOption.ts';
import { roundOption } from './roundOption.ts';

const amountOption = {
  flags: '--amount <amount>',
  summary: 'how much, in whole units, such as 12.5',
  isRequired: true,
};

const releaseArgument = { name: '<release>', summary: 'number of the release, as listed' };

export const tokenCommands = [
  defineCommand({
    name: 'token supply',
    summary: 'show the supply of DATR: who holds what, what is released and what comes next',
    description:
      'Amounts with --json are in the smallest unit (18 decimals). Every figure comes from the view functions of the contracts.',
    scope: 'server',
    examples: ['datacar token supply', 'datacar token supply --json'],
    load: async () => (await import('./showSupply.ts')).showSupply,
  }),
  defineCommand({
    name: 'token schedule',
    summary: 'show every release of DATR by its date, past and to come',
    scope: 'server',
    examples: ['datacar token schedule'],
    load: async () => (await import('./showSchedule.ts')).showSchedule,
  }),
  defineCommand({
    name: 'token balance',
    summary: 'show what an account holds',
    scope: 'server',
    arguments: [{ name: '[account]', summary: 'an address, or an account of the home (default: the owner)' }],
    examples: ['datacar token balance', 'datacar token balance savings'],
    load: async () => (await import('./showBalance.ts')).showBalance,
  }),
  defineCommand({
    name: 'token transfers',
    summary: 'list transfers of DATR, the newest first',
    scope: 'server',
    options: [
      { flags: '--account <account>', summary: 'only those from or to this account' },
      { flags: '--limit <count>', summary: 'how many at most', default: 20, parse: parseCount },
    ],
    examples: ['datacar token transfers --account owner --limit 100'],
    load: async () => (await import('./showTransfers.ts')).showTransfers,
  }),
  defineCommand({
    name: 'token send',
    summary: 'send DATR, or the coin of the chain, to somebody',
    description: 'Says what is going to be signed and asks first, where somebody is there to be asked.',
    scope: 'server',
    options: [
      { flags: '--to <account>', summary: 'an address, or an account of the home', isRequired: true },
      amountOption,
      { flags: '--asset <asset>', summary: 'what to send', choices: ['datr', 'coin'], default: 'datr' },
      fromOption,
      yesOption,
    ],
    examples: [
      'datacar token send --to 0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc --amount 12.5',
      'datacar token send --to savings --amount 100 --asset coin --yes',
    ],
    load: async () => (await import('./send.ts')).send,
  }),
  defineCommand({
    name: 'token release',
    summary: 'release what is due of an allocation that only waits for its date',
    description:
      'Anybody may, and pays the gas; the DATR go to the beneficiary of the allocation. Operation is paid with `datacar fund pay`.',
    scope: 'server',
    arguments: [{ name: '<allocation>', summary: 'technology or foundation' }],
    options: [fromOption, yesOption],
    examples: ['datacar token release technology'],
    load: async () => (await import('./release.ts')).release,
  }),
  defineCommand({
    name: 'token burn',
    summary: 'destroy DATR of your own, for good',
    scope: 'server',
    options: [amountOption, fromOption, yesOption],
    examples: ['datacar token burn --amount 1'],
    load: async () => (await import('./burn.ts')).burn,
  }),
  defineCommand({
    name: 'token delegate',
    summary: 'say who votes with the DATR of an account',
    description: 'DATR decides nothing in the consortium; its votes are for those who build on it.',
    scope: 'server',
    options: [
      { flags: '--to <account>', summary: 'an address, or an account of the home', isRequired: true },
      fromOption,
      yesOption,
    ],
    examples: ['datacar token delegate --to owner'],
    load: async () => (await import('./delegate.ts')).delegate,
  }),
];

export const offeringCommands = [
  defineCommand({
    name: 'offering show',
    summary: 'show the rounds of the public offering',
    scope: 'server',
    options: [{ flags: '--buyer <account>', summary: 'also what this account has bought' }],
    examples: ['datacar offering show --buyer owner'],
    load: async () => (await import('./showOffering.ts')).showOffering,
  }),
  defineCommand({
    name: 'offering publish',
    summary: 'publish the terms of the next round, as a seat of the council',
    description:
      'Terms are for good. With a council of more than one, the others approve with `datacar council approve`; a round must not open before that.',
    scope: 'server',
    options: [
      { flags: '--price <amount>', summary: 'what 1 DATR costs, in whole units', isRequired: true },
      {
        flags: '--opens <time>',
        summary: 'when it opens (default: in half a minute)',
        parse: parseTime,
      },
      { flags: '--closes <time>', summary: 'when it closes', isRequired: true, parse: parseTime },
      { flags: '--payment-token <address>', summary: 'the token that pays (default: the coin of the chain)' },
      { flags: '--buyer-max <amount>', summary: 'the most DATR for one buyer' },
      { flags: '--minimum <amount>', summary: 'DATR to be sold, or everybody is paid back' },
      { flags: '--allow-list <file>', summary: 'file with the accounts that may buy, one a line' },
      { flags: '--reason <text>', summary: 'why, for everybody to read', default: 'Publish the next round' },
      fromMemberOption,
      yesOption,
    ],
    examples: [
      'datacar offering publish --price 0.02 --closes now+14d',
      'datacar offering publish --price 0.05 --opens 2027-01-04 --closes 2027-02-01 --minimum 1000000 --allow-list buyers.txt',
    ],
    load: async () => (await import('./publish.ts')).publish,
  }),
  defineCommand({
    name: 'offering buy',
    summary: 'buy DATR in the round that is open',
    description:
      'What is bought is delivered at once, unless the round has a minimum that is not met yet. A payment token is allowed first, with a signature of its own.',
    scope: 'server',
    options: [
      amountOption,
      { flags: '--pay-max <amount>', summary: 'the most to pay (default: what it costs now)' },
      { flags: '--allow-list <file>', summary: 'the published list of a round that has one' },
      fromOption,
      yesOption,
    ],
    examples: [
      'datacar offering buy --amount 100',
      'datacar offering buy --amount 2500 --from savings --yes',
    ],
    load: async () => (await import('./buy.ts')).buy,
  }),
  defineCommand({
    name: 'offering claim',
    summary: 'deliver what was bought in a round whose minimum is met now',
    scope: 'server',
    options: [
      roundOption,
      { flags: '--buyer <account>', summary: 'who bought (default: who signs)' },
      fromOption,
      yesOption,
    ],
    examples: ['datacar offering claim --round subscription'],
    load: async () => (await import('./roundCalls.ts')).claim,
  }),
  defineCommand({
    name: 'offering refund',
    summary: 'give back what was paid in a round that failed',
    scope: 'server',
    options: [
      roundOption,
      { flags: '--buyer <account>', summary: 'who bought (default: who signs)' },
      fromOption,
      yesOption,
    ],
    examples: ['datacar offering refund --round subscription'],
    load: async () => (await import('./roundCalls.ts')).refund,
  }),
  defineCommand({
    name: 'offering close',
    summary: 'close a round that is over; what it left goes to the next',
    scope: 'server',
    options: [roundOption, fromOption, yesOption],
    examples: ['datacar offering close --round subscription'],
    load: async () => (await import('./roundCalls.ts')).close,
  }),
  defineCommand({
    name: 'offering collect',
    summary: 'send the proceeds of a round to their recipient',
    scope: 'server',
    options: [roundOption, fromOption, yesOption],
    examples: ['datacar offering collect --round subscription'],
    load: async () => (await import('./roundCalls.ts')).collect,
  }),
  defineCommand({
    name: 'offering launch',
    summary: 'start all schedules, when the rounds are over',
    description: 'Anybody may. What was not sold goes to mining, and every date counts from that second.',
    scope: 'server',
    options: [fromOption, yesOption],
    examples: ['datacar offering launch'],
    load: async () => (await import('./launch.ts')).launch,
  }),
];

export const fundCommands = [
  defineCommand({
    name: 'fund list',
    summary: 'list what a fund was asked to pay, and what became of it',
    scope: 'server',
    options: [fundOption],
    examples: ['datacar fund list', 'datacar fund list --fund foundation'],
    load: async () => (await import('./listReleases.ts')).listReleases,
  }),
  defineCommand({
    name: 'fund propose',
    summary: 'propose a release, as a seat of the council',
    description:
      'It stands open for comment for a set time and is paid after that, when enough seats approve. The document is published by you; its SHA-256 goes on the chain.',
    scope: 'server',
    options: [
      fundOption,
      { flags: '--to <account>', summary: 'who receives it', isRequired: true },
      amountOption,
      { flags: '--purpose <text>', summary: 'what it is for', isRequired: true },
      { flags: '--document <file>', summary: 'the published document that explains it' },
      { flags: '--document-hash <hash>', summary: 'its SHA-256 instead, as 0x and 64 hex digits' },
      fromMemberOption,
      yesOption,
    ],
    examples: [
      'datacar fund propose --to 0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc --amount 25000 --purpose "Servers for 2027" --document servers.pdf',
    ],
    load: async () => (await import('./proposeRelease.ts')).proposeRelease,
  }),
  defineCommand({
    name: 'fund approve',
    summary: 'approve a release, as a seat of the council',
    scope: 'server',
    arguments: [releaseArgument],
    options: [fundOption, fromMemberOption, yesOption],
    examples: ['datacar fund approve 1'],
    load: async () => (await import('./releaseCalls.ts')).approve,
  }),
  defineCommand({
    name: 'fund reject',
    summary: 'reject a release, as a seat of the council',
    scope: 'server',
    arguments: [releaseArgument],
    options: [fundOption, fromMemberOption, yesOption],
    examples: ['datacar fund reject 1'],
    load: async () => (await import('./releaseCalls.ts')).reject,
  }),
  defineCommand({
    name: 'fund comment',
    summary: 'say something about a release, for everybody to read',
    scope: 'server',
    arguments: [releaseArgument, { name: '<text>', summary: 'the comment' }],
    options: [fundOption, fromOption, yesOption],
    examples: ['datacar fund comment 1 "Two offers are missing."'],
    load: async () => (await import('./releaseCalls.ts')).comment,
  }),
  defineCommand({
    name: 'fund pay',
    summary: 'pay a release that is approved and was open for comment long enough',
    description: 'Anybody may; the DATR go to the recipient of the release.',
    scope: 'server',
    arguments: [releaseArgument],
    options: [fundOption, fromOption, yesOption],
    examples: ['datacar fund pay 1'],
    load: async () => (await import('./releaseCalls.ts')).pay,
  }),
];
