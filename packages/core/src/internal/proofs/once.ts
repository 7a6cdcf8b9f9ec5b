// SPDX-License-Identifier: Apache-2.0

/** Computes a part of a proof once; every step that needs it meets the same value or the same error. */
export function once<Value>(compute: () => Value): () => Value {
  let result: { value: Value } | { error: unknown } | undefined;
  return () => {
    if (result === undefined) {
      try {
        result = { value: compute() };
      } catch (error) {
        result = { error };
      }
    }
    if ('error' in result) throw result.error;
    return result.value;
  };
}
