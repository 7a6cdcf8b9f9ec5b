// SPDX-License-Identifier: Apache-2.0

/** Where readings come from; shown with every one of them. */
export const readingSources = ['secureElement', 'software', 'import', 'simulated'] as const;

export type ReadingSource = (typeof readingSources)[number];

export type ReadingValue = number | boolean | string;

/** How the catalogue's type of a signal is encoded: 3 and 3.0 differ by the signal, never by the value. */
export type ValueKind = 'integer' | 'float' | 'boolean' | 'string';

/** One value of one signal at one moment. */
export interface Reading {
  /** COVESA VSS path. */
  path: string;
  timeMs: number;
  value: ReadingValue;
}

/** A reading together with how its value is encoded, which is what a leaf hash covers. */
export interface TypedReading extends Reading {
  kind: ValueKind;
}
