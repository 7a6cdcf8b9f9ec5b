// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import { CommanderError } from 'commander';
import { buildProgram } from './command/buildProgram.ts';
import { exitStatus } from './command/exitStatus.ts';
import { runDefinition } from './command/runDefinition.ts';
import { commandGroups } from './commands.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

// A reader that has seen enough, such as `head`, closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitStatus.done);
  throw error;
});

try {
  await buildProgram(commandGroups, { version, run: runDefinition }).parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // commander has printed what is wrong; help and version, which were asked for, are not wrong.
  process.exitCode = error.exitCode === 0 ? exitStatus.done : exitStatus.wrongUsage;
}
