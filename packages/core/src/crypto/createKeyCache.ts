// SPDX-License-Identifier: Apache-2.0

export interface KeyCache<Value> {
  get(key: Uint8Array, make: () => Value): Value;
}

/** Keeps at most `entriesMax` imported keys by their bytes and forgets the least recently used. */
export function createKeyCache<Value>(entriesMax: number): KeyCache<Value> {
  const values = new Map<string, Value>();
  return {
    get(key, make) {
      const name = String.fromCharCode(...key);
      let value = values.get(name);
      if (value === undefined) {
        value = make();
        const oldest = values.size < entriesMax ? undefined : values.keys().next().value;
        if (oldest !== undefined) values.delete(oldest);
      } else {
        values.delete(name);
      }
      values.set(name, value);
      return value;
    },
  };
}
