// SPDX-License-Identifier: Apache-2.0
import type { CommandContext } from './CommandContext.ts';

/** `failed`: the thing asked for was not done, or not all of it, and the command has said why. */
export type CommandOutcome = 'done' | 'failed';

/** Does what a command is for. Positional arguments are among the options, under their own names. */
export type CommandAction<Options> = (options: Options, context: CommandContext) => Promise<CommandOutcome>;

export interface OptionDefinition {
  /** As commander writes them: `--vehicle <id>`, `--signal <path...>`, `--yes`. */
  flags: string;
  summary: string;
  isRequired?: boolean;
  choices?: readonly string[];
  default?: string | number | boolean;
  /** Turns the text into a value; throws commander's InvalidArgumentError. */
  parse?: (text: string, before: unknown) => unknown;
  isHidden?: boolean;
}

export interface ArgumentDefinition {
  /** As commander writes them: `<file...>`, `[id]`. */
  name: string;
  summary: string;
}

/**
 * What the command works on: a running `server` (found through the home or named by --server), the files of a
 * `home`, or `nothing` but what it is given.
 */
export type CommandScope = 'server' | 'home' | 'nothing';

export interface CommandDefinition {
  /** The words after `datacar`, such as `vehicle register`. */
  name: string;
  summary: string;
  /** What the summary cannot say; shown by --help. */
  description?: string;
  scope: CommandScope;
  arguments?: readonly ArgumentDefinition[];
  options?: readonly OptionDefinition[];
  /** Complete command lines. */
  examples: readonly [string, ...string[]];
  /** Loads the action; its module is read only when the command runs, so that `datacar` starts fast. */
  load(): Promise<CommandAction<never>>;
}

/** Defines a command once: its parsing, its help and its page of the reference come from here. */
export function defineCommand(definition: CommandDefinition): CommandDefinition {
  return definition;
}
