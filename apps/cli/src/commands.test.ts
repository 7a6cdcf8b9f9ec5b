// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { buildProgram, commonOptions } from './command/buildProgram.ts';
import { commandGroups } from './commands.ts';

const commands = commandGroups.flatMap((group) => group.commands);

/** Splits an example as a shell would; examples use no quoting but double quotes. */
const wordsOf = (example: string): string[] =>
  (example.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));

describe.each(commands.map((definition) => [definition.name, definition] as const))(
  'datacar %s',
  (_, definition) => {
    test.each(definition.examples.map((example) => [example]))('parses its example: %s', async (example) => {
      const parsed: { name: string; options: Record<string, unknown> }[] = [];
      const program = buildProgram(commandGroups, {
        version: '0',
        run: async ({ name }, options) => {
          parsed.push({ name, options });
        },
      });
      const [datacar, ...words] = wordsOf(example);
      expect(datacar).toBe('datacar');
      await program.parseAsync(words, { from: 'user' });
      expect(parsed.map(({ name }) => name)).toEqual([definition.name]);
    });

    test('has arguments that no option hides', () => {
      const options = [...(definition.options ?? []), ...commonOptions(definition)];
      const names = options.map(({ flags }) => /--([a-z-]+)/.exec(flags)?.[1]);
      for (const { name } of definition.arguments ?? []) {
        expect(names).not.toContain(name.replace(/[^a-z-]/g, ''));
      }
    });

    test('has an action', async () => {
      expect(await definition.load()).toBeTypeOf('function');
    });
  },
);

test('a list of signals may be given as words, as options or with commas', async () => {
  const signals: unknown[] = [];
  const parse = (words: string[]) =>
    buildProgram(commandGroups, {
      version: '0',
      run: async (_, { signal }) => {
        signals.push(signal);
      },
    }).parseAsync(['series', '--vehicle', '1', ...words], { from: 'user' });
  await parse(['--signal', 'A', 'B']);
  await parse(['--signal', 'A', '--signal', 'B']);
  await parse(['--signal', 'A,B']);
  expect(signals).toEqual([
    ['A', 'B'],
    ['A', 'B'],
    ['A', 'B'],
  ]);
});
