// SPDX-License-Identifier: Apache-2.0
import { catalogue } from './catalogue.ts';
import type { Signal } from './Signal.ts';

const signalsByPath: ReadonlyMap<string, Signal> = new Map(catalogue.map((signal) => [signal.path, signal]));

/** The signal of a VSS path, or `undefined` when the catalogue does not have it. */
export function signalByPath(path: string): Signal | undefined {
  return signalsByPath.get(path);
}
