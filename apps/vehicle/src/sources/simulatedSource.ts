// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import type { CarModel } from '@datacar/core/vehicles/simulation/CarModel';
import type { SimulatedCar } from '@datacar/core/vehicles/simulation/SimulatedCar';
import type { Home } from '@datacar/core/vehicles/simulation/sensors';
import { simulateCar } from '@datacar/core/vehicles/simulation/simulateCar';
import type { Source, SourceChunk, SourceReadOptions } from './Source.ts';

export interface SimulatedSourceOptions {
  /** Decides the car's roads and trips. */
  seed: number;
  /**
   * Simulated seconds per real second; infinity runs as fast as the consumer reads. Default 1. Servers refuse readings
   * of the future, so a faster clock needs a `startMs` in the past and an `endMs`.
   */
  speedup?: number | undefined;
  /** Time of the first reading; default now. */
  startMs?: number | undefined;
  /** Time after which the source ends; default never. */
  endMs?: number | undefined;
  model?: CarModel | undefined;
  home?: Home | undefined;
  /** Continues where an earlier run stopped: what `car()` gave then. */
  car?: SimulatedCar | undefined;
}

export interface SimulatedSourceDependencies {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits; ends early, without an error, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface SimulatedSource extends Source {
  readonly kind: 'simulated';
  /** The car as it is now, plain data; `undefined` before the first reading. */
  car(): SimulatedCar | undefined;
}

const realTime: SimulatedSourceDependencies = {
  now: Date.now,
  sleep: (ms, signal) =>
    delay(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      if (!signal?.aborted) throw error;
    }),
};

/**
 * A simulated car as a source, a chunk a simulated second. With the real clock its readings carry the time at which
 * they are given; after the machine slept, the missed seconds are left out, as a car's would be.
 */
export function simulatedSource(
  { seed, speedup = 1, startMs, endMs = Number.POSITIVE_INFINITY, model, home, car }: SimulatedSourceOptions,
  { now, sleep }: SimulatedSourceDependencies = realTime,
): SimulatedSource {
  let current = car;

  async function* read({ signal }: SourceReadOptions = {}): AsyncGenerator<SourceChunk> {
    let pace = createPace({ simulatedMs: startMs ?? now(), realMs: now(), speedup });
    let next = simulateCar({ seed, startMs: pace.simulatedMs, model, home, car: current });
    while (!signal?.aborted) {
      const second = next.next().value;
      if (second.timeMs > endMs) return;
      const waitMs = pace.realMsOf(second.timeMs) - now();
      if (waitMs > 0) await sleep(waitMs, signal);
      if (signal?.aborted) return;
      current = second.car;
      if (second.readings.length > 0) {
        yield { rowsRead: 1, readings: second.readings, refusedRows: [], refusedReadings: [] };
      }
      if (waitMs < -LATE_MS_MAX && Number.isFinite(speedup)) {
        const missedMs = Math.round(-waitMs * speedup);
        pace = createPace({ simulatedMs: second.timeMs + missedMs, realMs: now(), speedup });
        next = simulateCar({ seed, startMs: pace.simulatedMs, model, home, car: current });
      }
    }
  }

  return { kind: 'simulated', label: `simulated car (seed ${seed})`, read, car: () => current };
}

/** More than this behind real time, the source does not catch up: the machine slept, or the consumer stood still. */
const LATE_MS_MAX = 30_000;

interface Pace {
  simulatedMs: number;
  /** When a simulated moment is due in real time. */
  realMsOf(timeMs: number): number;
}

function createPace({
  simulatedMs,
  realMs,
  speedup,
}: {
  simulatedMs: number;
  realMs: number;
  speedup: number;
}): Pace {
  return { simulatedMs, realMsOf: (timeMs) => realMs + (timeMs - simulatedMs) / speedup };
}
