// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { chiefEvent, eventWords } from './eventWords.ts';
import { textOfWords } from './textOfWords.ts';

test.each([
  ['DeviceKeyRotated OwnershipEpochStarted Transfer VehicleRegistered', 'VehicleRegistered'],
  ['Transfer Bought MinimumMet', 'Bought'],
  ['RoundClosed RoundClosed Transfer EpochsStarted Launched', 'Launched'],
  ['Transfer RoundClosed', 'RoundClosed'],
  ['Transfer DelegateVotesChanged Released', 'Released'],
  ['Transfer ReleasePaid', 'ReleasePaid'],
  ['ActionProposed ActionApproved RoundPublished ActionDone', 'RoundPublished'],
  ['ActionProposed ActionApproved Paused ActionDone', 'Paused'],
  ['ActionProposed ActionApproved', 'ActionProposed'],
  ['ActionApproved ActionDone', 'ActionDone'],
  ['MemberAdded GenesisEnded ProposalExecuted', 'MemberAdded'],
  ['ValidatorRemoved MemberRolesChanged ProposalExecuted', 'MemberRolesChanged'],
  ['CallScheduled CallSalt ProposalScheduled', 'ProposalScheduled'],
  ['Upgraded Initialized CallExecuted ProposalExecuted', 'Upgraded'],
  ['CallExecuted ProposalExecuted', 'ProposalExecuted'],
  ['NodeProved ValidatorRemoved ValidatorAdded', 'ValidatorAdded'],
  ['ValidatorRemoved NodeRemoved', 'NodeRemoved'],
  ['Upgraded MemberAdded Initialized Created', 'Created'],
  ['Transfer Transfer Created', 'Created'],
  ['DelegateChanged DelegateVotesChanged', 'DelegateChanged'],
  ['Approval', 'Approval'],
])('of %s one speaks: %s', (names, chief) => {
  const events = names.split(' ').map((name) => ({ event: { name, args: [] }, address: '0x00' }));
  expect(chiefEvent(events)?.event.name).toBe(chief);
  expect(chiefEvent(events.toReversed())?.event.name).toBe(chief);
});

test('an event without words says nothing', () => {
  const event = { event: { name: 'CallSalt', args: [] }, address: '0x00' };
  expect(chiefEvent([event])).toBeUndefined();
  expect(eventWords(event)).toBeNull();
});

const arg = (name: string, value: string | bigint) => ({ name, type: '', value });
const zero = `0x${'0'.repeat(40)}`;

test.each([
  [[arg('from', zero), arg('to', '0xB'), arg('tokenId', 7n)], 'Car 7 was issued to 0xB.'],
  [[arg('from', '0xA'), arg('to', '0xB'), arg('tokenId', 7n)], 'Car 7 passed from 0xA to 0xB.'],
  [[arg('from', zero), arg('to', '0xB'), arg('value', 15n * 10n ** 17n)], '1.5\u00a0DATR were made for 0xB.'],
  [[arg('from', '0xA'), arg('to', zero), arg('value', 10n ** 18n)], '0xA burned 1\u00a0DATR.'],
  [[arg('from', '0xA'), arg('to', '0xB'), arg('value', 10n ** 18n)], '0xA sent 1\u00a0DATR to 0xB.'],
])('a transfer is of a car or of DATR, as the contract has it', (args, sentence) => {
  expect(textOfWords(eventWords({ event: { name: 'Transfer', args }, address: '0xC' }) ?? [])).toBe(sentence);
});
