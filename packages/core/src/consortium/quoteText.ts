// SPDX-License-Identifier: Apache-2.0

/** Control characters, and those that turn the direction of a line: in a sentence they could hide words. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const hiding = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Puts a sign in the place of every character that could hide others. */
export function showControls(text: string): string {
  return text.replaceAll(hiding, '\ufffd');
}

/** Somebody's own words in a sentence, told apart from it. */
export function quoteText(text: string): string {
  return `“${showControls(text)}”`;
}
