// SPDX-License-Identifier: Apache-2.0

/** What a call does, as it is told everywhere, with a capital and a full stop. */
export function asSentence(words: string): string {
  const text = words.trim();
  const end = /[.!?”]$/.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}
