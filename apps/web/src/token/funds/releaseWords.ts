// SPDX-License-Identifier: Apache-2.0
import type { ListFundReleasesReturnType } from '@datacar/sdk/token/listFundReleases';
import type { Tone } from '../../ui/Callout.tsx';
import type { FundName } from '../tokenQueries.ts';

export type FundRelease = ListFundReleasesReturnType['items'][number];

export const fundWords: Readonly<Record<FundName, { name: string; about: string }>> = {
  operation: {
    name: 'Operation fund',
    about: 'For running the platform: 80 million DATR, spent only with a published reason.',
  },
  foundation: {
    name: "Foundation's awards",
    about: 'What the foundation’s schedule has released, given out with a published reason and recipient.',
  },
};

export const releaseStates: Readonly<Record<FundRelease['state'], { name: string; tone: Tone }>> = {
  open: { name: 'open', tone: 'info' },
  approved: { name: 'approved', tone: 'good' },
  paid: { name: 'paid', tone: 'good' },
  rejected: { name: 'rejected', tone: 'danger' },
  expired: { name: 'expired', tone: 'neutral' },
};
