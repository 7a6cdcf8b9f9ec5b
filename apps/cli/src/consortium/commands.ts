// SPDX-License-Identifier: Apache-2.0
import { defineCommand } from '../command/defineCommand.ts';
import { collectList, parseCount, parseDuration } from '../command/optionParsers.ts';
import { yesOption } from '../command/signCall.ts';
import { fromMemberOption, fromOption } from '../home/openAccount.ts';

const proposalArgument = { name: '<proposal>', summary: 'number of the proposal, as listed' };

const actionArgument = { name: '<action>', summary: 'number of the action, as listed' };

const contractArgument = { name: '<contract>', summary: 'vehicleRegistry or recordLog' };

const roleOption = {
  flags: '--role <role...>',
  summary:
    'what it does: validator, manufacturer, registrar, chargingOperator, workshop, insurer, lender, gridOperator, notary, regulator, foundation',
  parse: collectList,
};

const accountOption = {
  flags: '--account <account>',
  summary: 'its account: an address, or an account of the home',
};

const reasonOption = { flags: '--reason <text>', summary: 'why, for everybody to read', isRequired: true };

export const memberCommands = [
  defineCommand({
    name: 'member list',
    summary: 'list the members of the consortium with their roles',
    scope: 'server',
    examples: ['datacar member list'],
    load: async () => (await import('./showMembers.ts')).showMembers,
  }),
  defineCommand({
    name: 'member votes',
    summary: 'list what members proposed to each other, with every vote',
    scope: 'server',
    examples: ['datacar member votes'],
    load: async () => (await import('./showProposals.ts')).showProposals,
  }),
  defineCommand({
    name: 'member propose',
    summary: 'propose to admit a member, to change its roles, to dismiss it, or what the timelock does',
    description:
      'Two thirds of the members decide, without the one that it is about. An account that was never a member is admitted with --name and --role; for others --role says their roles from then on. Calls wait in the timelock after the vote; until they are made, another vote can call them off.',
    scope: 'server',
    options: [
      accountOption,
      { flags: '--name <name>', summary: 'name of an institution to be admitted' },
      roleOption,
      { flags: '--dismiss', summary: 'let the member go' },
      {
        flags: '--calls <file>',
        summary: 'instead: calls for the timelock, JSON such as [{"to":"0x…","data":"0x…"}]',
      },
      { flags: '--cancel <proposal>', summary: 'instead: call off a proposal that waits in the timelock' },
      reasonOption,
      fromMemberOption,
      yesOption,
    ],
    examples: [
      'datacar member propose --account 0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc --name "Werkstatt Nord" --role workshop --reason "Repairs cars of three members"',
      'datacar member propose --account 0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc --dismiss --reason "Closed its business"',
      'datacar member propose --cancel 3 --reason "The new code has a fault"',
    ],
    load: async () => (await import('./propose.ts')).propose,
  }),
  defineCommand({
    name: 'member vote',
    summary: 'vote on a proposal, as a member',
    scope: 'server',
    arguments: [proposalArgument],
    options: [
      { flags: '--for', summary: 'it shall happen' },
      { flags: '--against', summary: 'it shall not happen' },
      fromMemberOption,
      yesOption,
    ],
    examples: ['datacar member vote 1 --for', 'datacar member vote 1 --against --from north'],
    load: async () => (await import('./vote.ts')).vote,
  }),
  defineCommand({
    name: 'member execute',
    summary: 'give a proposal that has passed its effect',
    description:
      'Anybody may. Membership changes, and another proposal is called off, at once. Calls go to the timelock first, and are made by the same command when its delay is over.',
    scope: 'server',
    arguments: [proposalArgument],
    options: [fromOption, yesOption],
    examples: ['datacar member execute 1'],
    load: async () => (await import('./execute.ts')).execute,
  }),
  defineCommand({
    name: 'member add',
    summary: 'admit a member as the founder, while fewer than three have stood',
    scope: 'server',
    options: [
      { ...accountOption, isRequired: true },
      { flags: '--name <name>', summary: 'name of the institution', isRequired: true },
      { ...roleOption, isRequired: true },
      fromMemberOption,
      yesOption,
    ],
    examples: [
      'datacar member add --account 0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc --name "Stadtwerke" --role chargingOperator validator',
    ],
    load: async () => (await import('./memberCalls.ts')).add,
  }),
  defineCommand({
    name: 'member publish-url',
    summary: 'publish where a server of yours is reached',
    scope: 'server',
    arguments: [
      { name: '<account>', summary: 'account of the server' },
      { name: '<url>', summary: 'its address; "" takes it back' },
    ],
    options: [fromMemberOption, yesOption],
    examples: [
      'datacar member publish-url 0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc https://datacar.example',
    ],
    load: async () => (await import('./memberCalls.ts')).publishUrl,
  }),
  defineCommand({
    name: 'member leave',
    summary: 'leave the consortium',
    description: 'Nothing can stop it. A member comes back by a vote.',
    scope: 'server',
    options: [fromMemberOption, yesOption],
    examples: ['datacar member leave --from north'],
    load: async () => (await import('./memberCalls.ts')).leave,
  }),
];

export const validatorCommands = [
  defineCommand({
    name: 'validator list',
    summary: "list the members' chain nodes, and which of them seal blocks",
    scope: 'server',
    examples: ['datacar validator list'],
    load: async () => (await import('./showValidators.ts')).showValidators,
  }),
  defineCommand({
    name: 'validator register',
    summary: 'register a chain node of yours, as a member',
    scope: 'server',
    options: [
      {
        flags: '--node <account>',
        summary: "the node's own account, by which it signs blocks",
        isRequired: true,
      },
      { flags: '--endpoint <enode>', summary: 'where it is reached: an enode or a URL' },
      fromMemberOption,
      yesOption,
    ],
    examples: ['datacar validator register --node north-node --endpoint enode://…@203.0.113.7:30303'],
    load: async () => (await import('./validatorCalls.ts')).register,
  }),
  defineCommand({
    name: 'validator prove',
    summary: 'prove that a node lives: its key signs a block of the last minutes',
    description: 'Only then it counts, if its member has the role validator.',
    scope: 'server',
    options: [
      {
        flags: '--node <account>',
        summary: 'the account of the node, in the wallet of this home',
        isRequired: true,
      },
      fromMemberOption,
      yesOption,
    ],
    examples: ['datacar validator prove --node north-node'],
    load: async () => (await import('./validatorCalls.ts')).prove,
  }),
];

export const councilCommands = [
  defineCommand({
    name: 'council show',
    summary: "show the seats of the foundation's council, and what it was asked to do",
    scope: 'server',
    examples: ['datacar council show'],
    load: async () => (await import('./showCouncil.ts')).showCouncil,
  }),
  defineCommand({
    name: 'council seats',
    summary: 'replace all seats, as the founder while fewer than three members have stood',
    description: 'Afterwards the members vote on it, and the timelock does it.',
    scope: 'server',
    options: [
      {
        flags: '--seat <account...>',
        summary: 'who sits: addresses, or accounts of the home',
        isRequired: true,
        parse: collectList,
      },
      {
        flags: '--threshold <count>',
        summary: 'how many of them have to approve',
        isRequired: true,
        parse: parseCount,
      },
      fromMemberOption,
      yesOption,
    ],
    examples: ['datacar council seats --seat member anna ben --threshold 2'],
    load: async () => (await import('./councilCalls.ts')).seats,
  }),
  defineCommand({
    name: 'council approve',
    summary: 'approve an action; with enough approvals it happens at once',
    scope: 'server',
    arguments: [actionArgument],
    options: [fromMemberOption, yesOption],
    examples: ['datacar council approve 1 --from anna'],
    load: async () => (await import('./councilCalls.ts')).approve,
  }),
  defineCommand({
    name: 'council withdraw',
    summary: 'take an approval back, while the action is open',
    scope: 'server',
    arguments: [actionArgument],
    options: [fromMemberOption, yesOption],
    examples: ['datacar council withdraw 1 --from anna'],
    load: async () => (await import('./councilCalls.ts')).withdraw,
  }),
  defineCommand({
    name: 'council pause',
    summary: 'pause a contract for at most 7 days, and not again within 30',
    description:
      'Exits, revocations, votes and validators go on. With more than one seat needed, it happens with the last approval.',
    scope: 'server',
    arguments: [contractArgument],
    options: [
      {
        flags: '--for <duration>',
        summary: 'how long, such as 12h or 7d',
        isRequired: true,
        parse: parseDuration,
      },
      reasonOption,
      fromMemberOption,
      yesOption,
    ],
    examples: ['datacar council pause recordLog --for 2d --reason "A wrong anchor is looked into"'],
    load: async () => (await import('./councilCalls.ts')).pause,
  }),
  defineCommand({
    name: 'council unpause',
    summary: 'end a pause before its time',
    scope: 'server',
    arguments: [contractArgument],
    options: [reasonOption, fromMemberOption, yesOption],
    examples: ['datacar council unpause recordLog --reason "It is mended"'],
    load: async () => (await import('./councilCalls.ts')).unpause,
  }),
];
