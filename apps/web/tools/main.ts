// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import { buildApp } from './buildApp.ts';

const program = new Command('datacar-web').description("The owner's app and the explorer");

program
  .command('build')
  .description('build the app into dist/, if its sources changed since it was last built')
  .option('--force', 'build in any case', false)
  .option('--json-lines', 'events as one JSON object a line', false)
  .action(async ({ force, jsonLines }: { force: boolean; jsonLines: boolean }) => {
    const emit = (event: Record<string, unknown>, text: string) =>
      console.log(jsonLines ? JSON.stringify(event) : text);
    try {
      const { directory, durationMs, isFresh } = await buildApp({ isForced: force });
      emit(
        { event: 'built', directory, durationMs, isFresh },
        isFresh ? `Nothing changed: ${directory}` : `Built in ${durationMs} ms: ${directory}`,
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      emit({ event: 'failed', code: 'INTERNAL', message }, message);
      process.exitCode = 1;
    }
  });

await program.parseAsync();
