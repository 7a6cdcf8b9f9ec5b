// SPDX-License-Identifier: Apache-2.0
import type { ReadingSource, ReadingValue } from '@datacar/core/records/Reading';

export interface LatestValue {
  path: string;
  timeMs: number;
  value: ReadingValue;
  source: ReadingSource;
  /** Of the batch that brought it: what tells whose it is. */
  ownerEpoch: number;
}

/** What a subscriber is told of one projected batch: per signal its newest reading. */
export type LatestListener = (vehicle: number, values: readonly LatestValue[]) => void;

/** The newest reading of every signal of every vehicle, in memory. */
export interface LatestValues {
  get(vehicle: number, path: string): LatestValue | undefined;
  /** All signals of a vehicle, or the named ones, sorted by path. */
  list(vehicle: number, paths?: readonly string[]): LatestValue[];
  /** Vehicles with at least one reading. */
  vehicles(): number[];
  /**
   * Calls `listener` with the newest reading of each signal that a batch moved forward (`vehicle` undefined: of
   * every vehicle). Returns the function that ends the subscription.
   */
  subscribe(vehicle: number | undefined, listener: LatestListener): () => void;
}
