// SPDX-License-Identifier: Apache-2.0
import { fundNames } from '@datacar/core/token/routes';
import type { OptionDefinition } from '../command/defineCommand.ts';

export type FundName = (typeof fundNames)[number];

/** Which fund a command is about. */
export const fundOption: OptionDefinition = {
  flags: '--fund <fund>',
  summary: "operation, or the foundation's awards",
  choices: fundNames,
  default: 'operation',
};
