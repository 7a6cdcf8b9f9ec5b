// SPDX-License-Identifier: Apache-2.0
import type { ReadOfferingReturnType } from '@datacar/sdk/token/readOffering';
import type { Tone } from '../../ui/Callout.tsx';

export type Round = ReadOfferingReturnType['rounds'][number];

export const roundNames: Readonly<Record<Round['name'], string>> = {
  subscription: 'Subscription',
  firstPlacement: 'First placement',
  secondPlacement: 'Second placement',
};

export interface StateInWords {
  name: string;
  tone: Tone;
  means: string;
}

const roundStates: Readonly<Record<Round['state'], StateInWords>> = {
  unpublished: {
    name: 'not published',
    tone: 'neutral',
    means: 'The council of the foundation has not published its terms yet.',
  },
  announced: { name: 'opens later', tone: 'info', means: 'Its terms stand; it has not opened yet.' },
  open: { name: 'open', tone: 'good', means: 'DATR can be bought now.' },
  over: {
    name: 'over',
    tone: 'warning',
    means: 'Its time is over or all is sold. Anyone may close it; what is left goes on to the next round.',
  },
  closed: { name: 'closed', tone: 'neutral', means: 'It is closed; what was left went on.' },
};

const failed: StateInWords = {
  name: 'failed',
  tone: 'danger',
  means: 'Its minimum was not met. Every buyer gets the whole payment back, and the DATR went on.',
};

export const describeRound = ({ state, isFailed }: Pick<Round, 'state' | 'isFailed'>): StateInWords =>
  isFailed ? failed : roundStates[state];
