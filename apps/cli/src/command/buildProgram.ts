// SPDX-License-Identifier: Apache-2.0
import { Argument, Command, Option, type OutputConfiguration } from 'commander';
import type { CommandGroup } from '../commands.ts';
import { completeSuggestion } from './completeSuggestion.ts';
import type { ArgumentDefinition, CommandDefinition, OptionDefinition } from './defineCommand.ts';

/** What the program does with a command once its options are parsed. */
export type RunParsed = (definition: CommandDefinition, options: Record<string, unknown>) => Promise<void>;

/** Words that only group commands, with what they are about. */
const wordSummaries: Readonly<Record<string, string>> = {
  vehicle: 'register, list and erase vehicles',
  drive: 'import recorded drives',
  'api-token': 'tokens for programs',
  log: "the server's append-only log and its anchors",
  signals: 'the signal catalogue',
  store: 'the telemetry database',
  wallet: 'accounts of your own, from one seed',
  token: 'DATR: supply, schedule, balances, transfers',
  offering: 'the public offering of DATR',
  fund: 'releases that the council approves in public',
  member: 'members of the consortium and their votes',
  council: "the foundation's council",
  validator: "the chain nodes of the consortium's members",
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
  commandGroups: readonly CommandGroup[],
  { version, run }: { version: string; run: RunParsed },
): Command {
  const names = commandGroups.flatMap(({ commands }) => commands.map(({ name }) => name));
  const program = new Command('datacar')
    .description(
      'The ledger of a car: what it says is signed in the car, belongs to its owner, and can be checked by anyone.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .configureHelp({
      // The first page shows every command in full, so that nobody has to look behind the words that group them.
      visibleCommands: (command) => visibleCommands(command),
      subcommandTerm: (command) =>
        [...wordsOf(command), ...command.registeredArguments.map(renderArgument)].join(' '),
    })
    .showSuggestionAfterError()
    .configureOutput(suggestingAmong(names))
    .exitOverride()
    .addHelpText(
      'after',
      '\nEvery command explains itself with --help and prints JSON with --json.\nStart with:\n  $ datacar start',
    );
  const words = new Map<string, Command>();
  for (const { title, commands } of commandGroups) {
    for (const definition of commands) {
      const [first = '', second] = definition.name.split(' ');
      const parent =
        second === undefined
          ? program
          : (words.get(first) ??
            addWord(program, first, words)
              .helpGroup(`${title}:`)
              .configureOutput(suggestingAmong(names.filter((name) => name.startsWith(`${first} `)))));
      addCommand(parent.command(second ?? first).helpGroup(`${title}:`), definition, run);
    }
  }
  return program;
}

function suggestingAmong(names: readonly string[]): OutputConfiguration {
  return { outputError: (message, write) => write(completeSuggestion(message, names)) };
}

function addWord(program: Command, name: string, words: Map<string, Command>): Command {
  const word = program
    .command(name)
    .description(wordSummaries[name] ?? '')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride();
  words.set(name, word);
  return word;
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

function visibleCommands(command: Command): Command[] {
  if (command.parent !== null) return [...command.commands];
  return command.commands.flatMap((child) => (child.commands.length === 0 ? [child] : [...child.commands]));
}

/** The words of a command after `datacar`, or after the word that groups it when that is asked for. */
function wordsOf(command: Command): string[] {
  return command.parent === null ? [] : [...wordsOf(command.parent), command.name()];
}

function renderArgument(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}
