// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { createOutput } from '../output/createOutput.ts';
import type { CommandContext } from './CommandContext.ts';
import type { CommandAction, CommandDefinition } from './defineCommand.ts';
import { exitStatus } from './exitStatus.ts';
import { reportError } from './reportError.ts';
import { withSuggestion } from './withSuggestion.ts';

/** Loads and runs a command, reports what goes wrong, and sets the exit status. */
export async function runDefinition(
  definition: CommandDefinition,
  parsed: Record<string, unknown>,
): Promise<void> {
  const { json, home, server, passphraseFile, ...options } = parsed;
  const output = createOutput({ isJson: json === true });
  const context: CommandContext = {
    home: resolve(String(home ?? process.env.DATACAR_HOME ?? '.datacar')),
    serverUrl: (server as string | undefined) ?? process.env.DATACAR_SERVER,
    passphraseFile: passphraseFile as string | undefined,
    output,
  };
  try {
    const action = (await definition.load()) as CommandAction<Record<string, unknown>>;
    process.exitCode = exitStatus[await action(options, context)];
  } catch (error) {
    process.exitCode = reportError(await withSuggestion(error, options), output);
  }
}
