// SPDX-License-Identifier: Apache-2.0
import type { ReadingValue } from '@datacar/core/records/Reading';
import type { LatestListener, LatestValue, LatestValues } from '../../telemetry/LatestValues.ts';
import type { Row } from '../duckdb/queryRows.ts';
import { sourceOf } from '../sourceNumber.ts';
import type { SignalTable, StoredSignal } from './signalTable.ts';

/** What is known of one signal of one vehicle: the span of its readings and the newest one. */
export interface SignalState {
  signal: StoredSignal;
  firstMs: number;
  lastMs: number;
  /** Booleans as 0 and 1. */
  lastValue: number | string;
  lastSource: number;
  lastEpoch: number;
}

/** The states of all signals, in memory: they answer latest values and tell at once that a batch is new. */
export interface SignalStates {
  readonly latest: LatestValues;
  get(vehicle: number, signal: StoredSignal): SignalState | undefined;
  /** Widens the span of a signal; `isNewest` tells whether its latest value moved. */
  add(vehicle: number, added: Omit<SignalState, 'firstMs'> & { firstMs: number }): { isNewest: boolean };
  /** Tells the subscribers which signals moved. */
  publish(vehicle: number, moved: readonly StoredSignal[]): void;
  /** Replaces everything (`vehicle` undefined) or one vehicle's states by rows of `selectStates`. */
  load(rows: readonly Row[], vehicle?: number): void;
}

/** Reads what `load` takes. Texts and numbers never mix in a signal, so the null one of both is ignored. */
export function selectStates(vehicle?: number): string {
  return `
    select vehicle::double, signal, min(time_ms)::double, max(time_ms)::double, arg_max(number, time_ms),
           arg_max(text, time_ms), arg_max(source, time_ms), arg_max(epoch, time_ms)
    from readings ${vehicle === undefined ? '' : `where vehicle = ${vehicle}`} group by vehicle, signal`;
}

export function createSignalStates(signals: SignalTable): SignalStates {
  const vehicles = new Map<number, (SignalState | undefined)[]>();
  const listeners = new Map<LatestListener, number | undefined>();

  function statesOf(vehicle: number): (SignalState | undefined)[] {
    let states = vehicles.get(vehicle);
    if (states === undefined) {
      states = [];
      vehicles.set(vehicle, states);
    }
    return states;
  }

  const latest: LatestValues = {
    get(vehicle, path) {
      const signal = signals.byPath(path);
      const state = signal === undefined ? undefined : vehicles.get(vehicle)?.[signal.id];
      return state === undefined ? undefined : toLatest(state);
    },
    list(vehicle, paths) {
      const states = (vehicles.get(vehicle) ?? []).filter((state) => state !== undefined);
      const wanted = paths === undefined ? undefined : new Set(paths);
      return states
        .filter(({ signal }) => wanted === undefined || wanted.has(signal.path))
        .map(toLatest)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    vehicles: () => [...vehicles.keys()],
    subscribe(vehicle, listener) {
      listeners.set(listener, vehicle);
      return () => listeners.delete(listener);
    },
  };

  return {
    latest,
    get: (vehicle, { id }) => vehicles.get(vehicle)?.[id],
    add(vehicle, added) {
      const states = statesOf(vehicle);
      const state = states[added.signal.id];
      if (state === undefined) {
        states[added.signal.id] = { ...added };
        return { isNewest: true };
      }
      if (added.firstMs < state.firstMs) state.firstMs = added.firstMs;
      if (added.lastMs <= state.lastMs) return { isNewest: false };
      state.lastMs = added.lastMs;
      state.lastValue = added.lastValue;
      state.lastSource = added.lastSource;
      state.lastEpoch = added.lastEpoch;
      return { isNewest: true };
    },
    publish(vehicle, moved) {
      if (moved.length === 0 || listeners.size === 0) return;
      let values: LatestValue[] | undefined;
      for (const [listener, of] of listeners) {
        if (of !== undefined && of !== vehicle) continue;
        values ??= moved.flatMap((signal) => latest.get(vehicle, signal.path) ?? []);
        listener(vehicle, values);
      }
    },
    load(rows, vehicle) {
      if (vehicle === undefined) vehicles.clear();
      else vehicles.delete(vehicle);
      for (const [of, id, firstMs, lastMs, number, text, source, epoch] of rows) {
        const signal = signals.byId(Number(id));
        statesOf(Number(of))[signal.id] = {
          signal,
          firstMs: Number(firstMs),
          lastMs: Number(lastMs),
          lastValue: signal.kind === 'string' ? String(text) : Number(number),
          lastSource: Number(source),
          lastEpoch: Number(epoch),
        };
      }
    },
  };
}

function toLatest({ signal, lastMs, lastValue, lastSource, lastEpoch }: SignalState): LatestValue {
  return {
    path: signal.path,
    timeMs: lastMs,
    value: toReadingValue(signal, lastValue),
    source: sourceOf(lastSource),
    ownerEpoch: lastEpoch,
  };
}

/** The database holds booleans as 0 and 1. */
export function toReadingValue(signal: StoredSignal, stored: number | string): ReadingValue {
  return signal.kind === 'boolean' ? stored === 1 : stored;
}
