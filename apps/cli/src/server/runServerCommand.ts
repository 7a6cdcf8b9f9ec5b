// SPDX-License-Identifier: Apache-2.0
import type { ServerEvent } from '@datacar/core/api/ServerEvent';
import type { CommandContext } from '../command/CommandContext.ts';
import { runProgram } from '../processes/runProgram.ts';

export type ServerFacts = Readonly<Record<string, string | number | boolean>>;

/** Runs a command of `datacar-server` on the home, shows its steps, and returns what it says at the end. */
export async function runServerCommand(
  title: string,
  parameters: readonly string[],
  { home, passphraseFile, output }: CommandContext,
): Promise<ServerFacts> {
  const progress = await output.startProgress(title);
  let facts: ServerFacts = {};
  try {
    await runProgram<ServerEvent>(
      'datacar-server',
      [
        ...parameters,
        '--home',
        home,
        ...(passphraseFile === undefined ? [] : ['--passphrase-file', passphraseFile]),
        '--json-lines',
      ],
      (event) => {
        if (event.event === 'progress') progress.update(event.message);
        if (event.event === 'warning') progress.log(event.message);
        if (event.event === 'finished') facts = event.facts;
      },
    );
  } finally {
    progress.stop();
  }
  return facts;
}
