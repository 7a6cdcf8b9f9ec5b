// SPDX-License-Identifier: Apache-2.0

/** Control, format (also those that turn the direction of writing) and line separator characters. */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Plain JSON with every text in it safe for a terminal: what somebody else's file says must not move the cursor
 * and write a better verdict over the real one.
 */
export function escapeControls<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll(CONTROLS, toEscape) : part,
  ) as Value;
}

function toEscape(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
