// SPDX-License-Identifier: Apache-2.0
import type { CommandDefinition } from './command/defineCommand.ts';
import { councilCommands, memberCommands, validatorCommands } from './consortium/commands.ts';
import { evidenceCommands, telemetryCommands } from './records/commands.ts';
import { runningCommands, upkeepCommands } from './server/commands.ts';
import { signalsCommands } from './signals/commands.ts';
import { fundCommands, offeringCommands, tokenCommands } from './token/commands.ts';
import { vehiclesCommands } from './vehicles/commands.ts';
import { accessCommands, walletCommands } from './wallet/commands.ts';

export interface CommandGroup {
  title: string;
  commands: readonly CommandDefinition[];
}

/** Every command of `datacar`, in the order of its help. */
export const commandGroups: readonly CommandGroup[] = [
  { title: 'Run', commands: runningCommands },
  { title: 'Vehicles', commands: vehiclesCommands },
  { title: 'Readings', commands: [...telemetryCommands, ...signalsCommands] },
  { title: 'Evidence', commands: evidenceCommands },
  { title: 'Wallet', commands: walletCommands },
  { title: 'DATR', commands: [...tokenCommands, ...offeringCommands, ...fundCommands] },
  { title: 'Consortium', commands: [...memberCommands, ...councilCommands, ...validatorCommands] },
  { title: 'Access for programs', commands: accessCommands },
  { title: 'Upkeep', commands: upkeepCommands },
];
