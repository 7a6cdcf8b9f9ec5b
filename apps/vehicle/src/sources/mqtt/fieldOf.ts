// SPDX-License-Identifier: Apache-2.0

/** The keys of a field path: a list as it stands, a text at its dots. */
export function keysOf(path: string | readonly string[]): readonly string[] {
  return typeof path === 'string' ? path.split('.') : path;
}

/** What stands in a JSON value under these keys; positions of arrays count from 0. Inherited properties are none. */
export function fieldOf(json: unknown, keys: readonly string[]): unknown {
  let value = json;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
