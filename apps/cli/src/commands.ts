// SPDX-License-Identifier: Apache-2.0
import type { CommandDefinition } from './command/defineCommand.ts';
import { recordsCommands } from './records/commands.ts';
import { serverCommands } from './server/commands.ts';
import { signalsCommands } from './signals/commands.ts';
import { vehiclesCommands } from './vehicles/commands.ts';
import { walletCommands } from './wallet/commands.ts';

/** Every command of `datacar`, in the order of its help. */
export const commands: readonly CommandDefinition[] = [
  ...serverCommands.running,
  ...vehiclesCommands,
  ...recordsCommands,
  ...signalsCommands,
  ...walletCommands,
  ...serverCommands.keeping,
];
