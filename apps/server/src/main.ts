// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type CommandOutput, createOutput } from './commands/createOutput.ts';
import { describeSystemError } from './commands/describeSystemError.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

interface CommonOptions {
  home: string;
  passphraseFile?: string;
  jsonLines: boolean;
  logLevel: string;
}

interface RunFlags extends CommonOptions {
  port: number;
  host: string;
  rpc?: string;
  genesis?: string;
  anchorInterval?: number;
  mqtt?: string;
  mqttPort?: number;
  cors: string[];
  allowedHost: string[];
  workers?: number;
  lan: boolean;
  lanPort: number;
  lanHost?: string;
  lanName?: string;
  web?: string;
}

function withCommonOptions(command: Command): Command {
  return command
    .addOption(new Option('--home <dir>', 'where everything is kept').env('DATACAR_HOME').default('.datacar'))
    .option('--passphrase-file <file>', 'the passphrase that seals the keys (or DATACAR_PASSPHRASE)')
    .option('--json-lines', 'events as one JSON object a line', false)
    .addOption(
      new Option('--log-level <level>', 'how much to log on stderr')
        .choices(['silent', 'error', 'warn', 'info', 'debug'])
        .default('info'),
    );
}

function buildProgram(): Command {
  const program = new Command('datacar-server')
    .description('What a member or an owner runs: ingest, log, anchors, API, broker')
    .exitOverride()
    .showHelpAfterError();

  withCommonOptions(program.command('run'))
    .description('start the server, with the embedded chain unless --rpc names another')
    .option('--port <number>', 'of the API; 0 takes any free one', parsePort, 8080)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--rpc <url>', 'use this chain instead of the embedded one')
    .option('--genesis <file>', 'on the first start: what the consortium is founded on, as JSON')
    .option('--anchor-interval <time>', 'longest wait for an anchor: 600, 600s, 10m', parseInterval)
    .option('--mqtt <url>', 'use this broker instead of the embedded one')
    .option('--mqtt-port <number>', 'of the embedded broker; 0 takes any free one (default 1883)', parsePort)
    .option('--cors <origin>', 'let pages of this origin call the API; may be repeated', collect, [])
    .option('--allowed-host <name>', 'a name that this server goes by; may be repeated', collect, [])
    .option('--workers <number>', 'threads that check batches (default: one per processor)', parseCount)
    .option('--lan', 'serve the local network too, over HTTPS, with a certificate of an own authority', false)
    .option('--lan-port <number>', 'of HTTPS; 0 takes any free one', parsePort, 8443)
    .option('--lan-host <address>', 'address to listen on with --lan (default: every one)')
    .option('--lan-name <name>', 'what phones call this machine, NAME.local (default: its own name)')
    .option('--web <dir>', 'serve the built app of this folder')
    .addHelpText('after', '\nExample:\n  $ datacar-server run --home /var/lib/datacar --anchor-interval 10m')
    .action((flags: RunFlags) =>
      perform(flags, async (output) => {
        const { runCommand } = await import('./commands/runCommand.ts');
        const { home, port, host, rpc, anchorInterval, mqtt, mqttPort, cors, allowedHost } = flags;
        const { passphraseFile, workers, web } = flags;
        const { lanPort, lanHost, lanName } = flags;
        await runCommand(
          {
            ...{ home, port, host, rpcUrl: rpc, anchorIntervalMs: anchorInterval, mqttUrl: mqtt, mqttPort },
            genesisFile: flags.genesis,
            ...{ corsOrigins: cors, allowedHosts: allowedHost, passphraseFile, workers },
            webDirectory: web,
            lan: flags.lan ? { port: lanPort, host: lanHost, name: lanName } : undefined,
          },
          output,
        );
      }),
    );

  withCommonOptions(program.command('backup'))
    .description('copy chain, log, batches and keys into one file, also while the server runs')
    .argument('<file>')
    .addHelpText('after', '\nExample:\n  $ datacar-server backup datacar.backup')
    .action((file: string, flags: CommonOptions) =>
      perform(flags, async (output) => {
        const { backupCommand } = await import('./commands/backupCommand.ts');
        await backupCommand({ home: flags.home, file }, output);
      }),
    );

  withCommonOptions(program.command('restore'))
    .description('make a home from a backup; the folder must be empty')
    .argument('<file>')
    .addHelpText('after', '\nExample:\n  $ datacar-server restore datacar.backup --home /var/lib/datacar')
    .action((file: string, flags: CommonOptions) =>
      perform(flags, async (output) => {
        const { restoreCommand } = await import('./commands/restoreCommand.ts');
        await restoreCommand({ home: flags.home, file }, output);
      }),
    );

  withCommonOptions(program.command('rebuild'))
    .description('build the telemetry database again from the batch log; the server must be stopped')
    .addHelpText('after', '\nExample:\n  $ datacar-server rebuild --home /var/lib/datacar')
    .action((flags: CommonOptions) =>
      perform(flags, async (output) => {
        const { rebuildCommand } = await import('./commands/rebuildCommand.ts');
        await rebuildCommand({ home: flags.home, passphraseFile: flags.passphraseFile }, output);
      }),
    );

  withCommonOptions(program.command('doctor'))
    .description('look at disk, port, lock, clock, versions and growth')
    .addHelpText('after', '\nExample:\n  $ datacar-server doctor --home /var/lib/datacar')
    .action((flags: CommonOptions) =>
      perform(flags, async (output) => {
        const { doctorCommand } = await import('./commands/doctorCommand.ts');
        const isHealthy = await doctorCommand({ home: flags.home }, output);
        if (!isHealthy) process.exitCode = FAILED;
      }),
    );

  return program;
}

/** Runs a command, says how it failed if it did, and ends the process: nothing may keep it alive after its work. */
async function perform(
  { jsonLines, logLevel }: CommonOptions,
  work: (output: CommandOutput) => Promise<void>,
): Promise<void> {
  const output = createOutput({ jsonLines, logLevel });
  try {
    await work(output);
    process.exitCode ??= DONE;
  } catch (thrown) {
    const error = describeSystemError(thrown);
    const known = error instanceof DatacarError ? error : undefined;
    const message = error instanceof Error ? error.message : String(error);
    output.emit({
      event: 'failed',
      code: known?.code ?? 'INTERNAL',
      message,
      ...(known === undefined ? {} : { details: known.details }),
    });
    process.stderr.write(
      `${known?.code ?? 'INTERNAL'}: ${known === undefined ? ((error as Error).stack ?? message) : message}\n`,
    );
    process.exitCode = FAILED;
  }
  // After what was written has left.
  process.stdout.write('', () => process.exit());
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('a number from 0 to 65535 is needed');
}

function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d{1,3}$/.test(text) && count >= 1) return count;
  throw new InvalidArgumentError('a number from 1 to 999 is needed');
}

/** Seconds, or a number with s, m or h; to milliseconds. */
function parseInterval(text: string): number {
  const units: Readonly<Record<string, number>> = { '': 1_000, s: 1_000, m: 60_000, h: 3_600_000 };
  const [, count, unit = ''] = /^(\d{1,6})([smh]?)$/.exec(text) ?? [];
  const intervalMs = Number(count) * (units[unit] ?? Number.NaN);
  // An acknowledgement promises to be anchored within an hour.
  if (intervalMs >= 1_000 && intervalMs <= 30 * 60_000) return intervalMs;
  throw new InvalidArgumentError('a time from 1s to 30m is needed, such as 600, 600s or 10m');
}

function collect(value: string, all: readonly string[]): string[] {
  return [...all, value];
}

try {
  await buildProgram().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? DONE : WRONG_USAGE;
}
