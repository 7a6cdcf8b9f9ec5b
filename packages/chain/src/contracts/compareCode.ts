// SPDX-License-Identifier: Apache-2.0
import { type Hex, hexToBytes, toHex } from 'viem';
import type { ContractBuild } from './ContractBuild.ts';

export interface CodeComparison {
  /** Whether every byte is that of the build, outside the immutables, and each immutable has one value. */
  isEqual: boolean;
  /** What the constructor wrote, each once. */
  immutables: { name: string; value: Hex }[];
}

/** Compares the code that a chain has with what a build says that it has to be. */
export function compareCode(code: Hex, build: ContractBuild): CodeComparison {
  const found = hexToBytes(code);
  const expected = hexToBytes(build.runtimeBytecode as Hex);
  const values = new Map<string, Hex>();
  let isEqual = found.length === expected.length;
  for (const { name, start, length } of build.immutables) {
    const bytes = found.slice(start, start + length);
    const value = toHex(bytes);
    isEqual &&= (values.get(name) ?? value) === value;
    values.set(name, value);
    if (bytes.length === length) expected.set(bytes, start);
  }
  isEqual &&= found.every((byte, index) => byte === expected[index]);
  return { isEqual, immutables: [...values].map(([name, value]) => ({ name, value })) };
}
