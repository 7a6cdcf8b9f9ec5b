// SPDX-License-Identifier: Apache-2.0
import { Argument, Command, Option } from 'commander';
import type { ArgumentDefinition, CommandDefinition, OptionDefinition } from './defineCommand.ts';

/** What the program does with a command once its options are parsed. */
export type RunParsed = (definition: CommandDefinition, options: Record<string, unknown>) => Promise<void>;

/** Words that only group commands, with what they are about. */
const groupSummaries: Readonly<Record<string, string>> = {
  vehicle: 'register, list and erase vehicles',
  drive: 'import recorded drives',
  'api-token': 'tokens for programs',
  log: "the server's append-only log and its anchors",
  signals: 'the signal catalogue',
  store: 'the telemetry database',
};

const homeOption: OptionDefinition = {
  flags: '--home <dir>',
  summary: 'folder with everything that a server keeps (or DATACAR_HOME; default .datacar)',
};
const serverOption: OptionDefinition = {
  flags: '--server <url>',
  summary: 'another server than the one that runs on the home (or DATACAR_SERVER)',
};
const passphraseOption: OptionDefinition = {
  flags: '--passphrase-file <file>',
  summary: 'the passphrase that seals the keys of the home, if it has one (or DATACAR_PASSPHRASE)',
};
const jsonOption: OptionDefinition = { flags: '--json', summary: 'print the result as JSON' };

/** The options that a command has beside its own. */
export function commonOptions({ scope }: CommandDefinition): OptionDefinition[] {
  return [
    jsonOption,
    ...(scope === 'nothing' ? [] : [homeOption]),
    ...(scope === 'server' ? [serverOption] : []),
    ...(scope === 'nothing' ? [] : [passphraseOption]),
  ];
}

/** Turns the definitions into a commander program. Wrong usage is thrown as CommanderError. */
export function buildProgram(
  definitions: readonly CommandDefinition[],
  { version, run }: { version: string; run: RunParsed },
): Command {
  const program = new Command('datacar')
    .description(
      'The ledger of a car: what it says is signed in the car, belongs to its owner, and can be checked by anyone.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      '\nEvery command explains itself with --help and prints JSON with --json.\nStart with:\n  $ datacar start',
    );
  const groups = new Map<string, Command>();

  for (const definition of definitions) {
    const words = definition.name.split(' ');
    const [last = ''] = words.slice(-1);
    const [group] = words.length > 1 ? words : [];
    const parent = group === undefined ? program : (groups.get(group) ?? addGroup(program, group, groups));
    addCommand(parent.command(last), definition, run);
  }
  return program;
}

function addGroup(program: Command, name: string, groups: Map<string, Command>): Command {
  const group = program
    .command(name)
    .description(groupSummaries[name] ?? '')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride();
  groups.set(name, group);
  return group;
}

function addCommand(command: Command, definition: CommandDefinition, run: RunParsed): void {
  command
    .summary(definition.summary)
    .description([capitalize(definition.summary), definition.description ?? ''].join('.\n').trim())
    .helpOption('-h, --help', 'show this help')
    .showHelpAfterError(`(see datacar ${definition.name} --help)`)
    .exitOverride()
    .addHelpText(
      'after',
      `\nExamples:\n${definition.examples.map((example) => `  $ ${example}`).join('\n')}`,
    );
  for (const argument of definition.arguments ?? []) command.addArgument(buildArgument(argument));
  for (const option of [...(definition.options ?? []), ...commonOptions(definition)]) {
    command.addOption(buildOption(option));
  }
  command.action(async () => {
    const positionals = command.registeredArguments.map((argument, index) => [
      argument.name().replaceAll('-', ''),
      command.processedArgs[index] as unknown,
    ]);
    await run(definition, { ...command.opts(), ...Object.fromEntries(positionals) });
  });
}

function buildArgument({ name, summary }: ArgumentDefinition): Argument {
  return new Argument(name, summary);
}

function buildOption(definition: OptionDefinition): Option {
  const option = new Option(definition.flags, definition.summary);
  if (definition.choices !== undefined) option.choices([...definition.choices]);
  if (definition.parse !== undefined) option.argParser(definition.parse);
  if (definition.default !== undefined) option.default(definition.default);
  if (definition.isRequired) option.makeOptionMandatory();
  if (definition.isHidden) option.hideHelp();
  return option;
}

function capitalize(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
