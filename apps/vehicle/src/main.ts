// SPDX-License-Identifier: Apache-2.0
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CommonOptions } from './cli/CommonOptions.ts';
import { WrongUsage } from './cli/WrongUsage.ts';
import type { EnrolOptions } from './enrolment/enrolCommand.ts';
import type { ImportOptions } from './importing/importCommand.ts';
import type { PreviewOptions } from './importing/previewCommand.ts';
import type { RunOptions } from './live/runCommand.ts';

/** Exit statuses of every Datacar program. */
const FAILED = 1;
const WRONG_USAGE = 2;

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}

const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** The options that every command has. */
function withCommonOptions(command: Command): Command {
  return command
    .option('--json-lines', 'print events as one JSON object a line', false)
    .option('--secret-file <file>', 'the 32 bytes that seal the device key; made when it is missing')
    .option(
      '--passphrase-file <file>',
      'a passphrase to seal the device key with instead (or DATACAR_PASSPHRASE)',
    );
}

function buildProgram(): Command {
  const program = new Command('datacar-vehicle')
    .description('The agent in the car: senses, batches, signs, keeps, sends')
    .exitOverride()
    .showHelpAfterError();

  withCommonOptions(program.command('enrol'))
    .description('make a device key here and register it with a one-time code')
    .option('--server <url>', 'the Datacar server; not needed when the code carries its address')
    .requiredOption(
      '--code <code>',
      'the one-time code of `datacar vehicle register`; @FILE reads it from a file',
    )
    .option('--folder <dir>', 'where this car keeps its key and its queue', './.datacar-vehicle')
    .option('--abandon', 'replace the key although batches that it signed are not sent yet', false)
    .addHelpText(
      'after',
      '\nExample:\n  $ datacar-vehicle enrol --server http://192.168.1.20:8080 --code ABCD-EFGH-JKLM',
    )
    .action(async (options: EnrolOptions) => {
      const { enrolCommand } = await import('./enrolment/enrolCommand.ts');
      await enrolCommand(options);
    });

  withCommonOptions(program.command('run'))
    .description('read the sources of one or several cars, and sign and send what they say')
    .option('--config <file>', 'JSON, see docs/start/dongle.md')
    .option('--folder <dir>', 'the folder of an enrolled car; may be repeated', collect)
    .addOption(new Option('--source <type>', 'what every --folder reads').choices(['simulated', 'mqtt']))
    .option('--seed <number>', 'seed of the simulated drives', parseCount, 1)
    .option('--batch-seconds <number>', 'length of a signed batch, 1 to 60 (default 60)', parseCount)
    .option('--mqtt-source <url>', 'with --source mqtt: the broker that the dongle publishes to')
    .option('--mapping <name|file>', 'with --source mqtt: ovms, wican or a file')
    .addOption(new Option('--transport <name>', 'how to send').choices(['mqtt', 'http']))
    .addHelpText(
      'after',
      '\nExamples:\n  $ datacar-vehicle run --config car.json\n  $ datacar-vehicle run --folder .datacar/vehicles/1 --source simulated --seed 7',
    )
    .action(async (options: RunOptions) => {
      const { runCommand } = await import('./live/runCommand.ts');
      await runCommand(options);
    });

  withCommonOptions(program.command('import'))
    .description("sign recorded drives with the car's key, send them, and wait until they are anchored")
    .argument('<file...>', 'CSV files')
    .requiredOption('--folder <dir>', 'the folder of an enrolled car')
    .option('--mapping <name|file>', 'which column is which signal; chosen by the header when it is known')
    .option('--server <url>', 'where the server is now; that it is the same one, the pinned keys tell')
    .addOption(new Option('--transport <name>', 'how to send').choices(['mqtt', 'http']))
    .addHelpText('after', '\nExample:\n  $ datacar-vehicle import drive.csv --folder .datacar/vehicles/1')
    .action(async (files: string[], options: ImportOptions) => {
      const { importCommand } = await import('./importing/importCommand.ts');
      await importCommand(files, options);
    });

  program
    .command('preview')
    .description('show how the first rows of a CSV file read; nothing is imported')
    .argument('<file>', 'a CSV file')
    .option('--json-lines', 'print events as one JSON object a line', false)
    .option('--mapping <name|file>', 'which column is which signal; known or guessed without it')
    .addHelpText('after', '\nExample:\n  $ datacar-vehicle preview drive.csv')
    .action(async (file: string, options: PreviewOptions) => {
      const { previewCommand } = await import('./importing/previewCommand.ts');
      await previewCommand(file, options);
    });

  return program;
}

/** Prints why a command failed, as its last line, and sets the exit status. */
async function reportFailure(error: unknown, { jsonLines }: Pick<CommonOptions, 'jsonLines'>): Promise<void> {
  const { describeFailure } = await import('./cli/describeFailure.ts');
  const failure = describeFailure(error);
  if (jsonLines) process.stdout.write(`${JSON.stringify({ event: 'failed', ...failure })}\n`);
  else process.stderr.write(`${failure.code}: ${failure.message}\n`);
  process.exitCode = FAILED;
}

// Whoever read the output may have gone; the work goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await buildProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  else if (error instanceof WrongUsage) {
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = WRONG_USAGE;
  } else await reportFailure(error, { jsonLines: process.argv.includes('--json-lines') });
}
