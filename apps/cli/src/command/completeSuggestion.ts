// SPDX-License-Identifier: Apache-2.0

/**
 * What commander says of an unknown command, with its suggestions written out: it knows a command by its last word,
 * and `supply` alone is no command where `token supply` is.
 *
 * @param names All commands that may be meant, such as `token supply`.
 */
export function completeSuggestion(message: string, names: readonly string[]): string {
  if (!message.includes('unknown command')) return message;
  return message.replace(/\(Did you mean (?:one of )?(.+)\?\)/, (_, words: string) => {
    const wanted = words.split(', ');
    const meant = names.filter((name) => wanted.includes(name.split(' ').at(-1) ?? ''));
    const shown = meant.length > suggestionsMax ? [] : meant.map((name) => `datacar ${name}`);
    return shown.length === 0 ? '(see datacar --help)' : `(Did you mean ${shown.join(', or ')}?)`;
  });
}

/** A word of many groups, such as list, is better looked up in the help. */
const suggestionsMax = 3;
