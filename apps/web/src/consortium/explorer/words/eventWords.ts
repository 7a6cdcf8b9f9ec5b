// SPDX-License-Identifier: Apache-2.0
import type { DecodedChainData } from '@datacar/sdk/consortium/decodeChainData';
import { accessWords } from './accessWords.ts';
import { memberWords } from './memberWords.ts';
import { carTransferWords, recordWords } from './recordWords.ts';
import type { Args, Sentence, Sentences, Words } from './say.ts';
import { datrTransferWords, tokenWords } from './tokenWords.ts';

/** What each event of Datacar's contracts means, in a sentence. */
const sentences: Sentences = { ...recordWords, ...memberWords, ...tokenWords, ...accessWords };

/** Says more than whatever else happens in the same transaction. */
const leaders = ['Created'];

/** Events that go along with another one, from the one that says most to the one that says least. */
const followers = [
  ...['VehicleRegistered', 'OwnershipEpochStarted', 'DeviceKeyRotated'],
  ...['RoundClosed', 'EpochsStarted', 'MinimumMet', 'GenesisEnded', 'ValidatorRemoved', 'NodeProved'],
  ...['ProposalExecuted', 'ActionDone', 'ActionProposed', 'ActionApproved', 'CallExecuted', 'CallScheduled'],
  ...['Initialized', 'AuthorityUpdated', 'Transfer', 'Approval', 'DelegateVotesChanged'],
];

/** Say nothing to people: a number of the timelock's own, and a notice that fields of signatures changed. */
export const eventsWithoutWords = ['CallSalt', 'EIP712DomainChanged'];

/** An event, and the contract that emitted it. */
export interface EmittedEvent {
  event: DecodedChainData;
  address: string;
}

export function argsOf({ args }: DecodedChainData): Args {
  return Object.fromEntries(args.map(({ name, value }) => [name, value]));
}

function sentenceOf({ name, args }: DecodedChainData): Sentence | undefined {
  // ERC-20 and ERC-721 name their events alike; the decoder took the one of the contract that emitted it.
  const isOfCar = args.some((arg) => arg.name === 'tokenId');
  return (isOfCar ? carTransferWords : datrTransferWords)[name] ?? sentences[name];
}

/** The sentence of one event; `null` for one without words. */
export function eventWords({ event, address }: EmittedEvent): Words | null {
  return sentenceOf(event)?.(argsOf(event), address) ?? null;
}

/** The event that says what a transaction was for. */
export function chiefEvent<Emitted extends EmittedEvent>(events: readonly Emitted[]): Emitted | undefined {
  const rank = ({ event: { name } }: Emitted) => (leaders.includes(name) ? -2 : followers.indexOf(name));
  return events
    .filter(({ event }) => sentenceOf(event) !== undefined)
    .toSorted((left, right) => rank(left) - rank(right))[0];
}
