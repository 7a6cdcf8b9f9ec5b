// SPDX-License-Identifier: Apache-2.0
import type { OptionDefinition } from '../command/defineCommand.ts';

/** The rounds of the public offering in their order, as a person writes them. */
export const roundWords = ['subscription', 'first-placement', 'second-placement'] as const;

export type RoundWord = (typeof roundWords)[number];

export const roundOption: OptionDefinition = {
  flags: '--round <round>',
  summary: 'which round',
  choices: roundWords,
  isRequired: true,
};
