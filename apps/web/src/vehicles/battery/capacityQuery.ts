// SPDX-License-Identifier: Apache-2.0
import { estimateCapacity } from '@datacar/core/batteries/estimateCapacity';
import { type BatteryInterval, findChargeSegments } from '@datacar/core/batteries/findChargeSegments';
import { queryOptions } from '@tanstack/react-query';
import type { TimeRange } from '../../records/plots/createCursor.ts';
import { loadSeries } from '../../records/plots/loadSeries.ts';
import type { Series } from '../../records/plots/Series.ts';
import { chargeSignal, powerSignal } from './batterySignals.ts';

const intervalMs = 60_000;

export type CapacityAnswer = ReturnType<typeof estimateCapacity> & {
  minutesWithPower: number;
  /** From the first stretch to the last. */
  fromMs: number;
  toMs: number;
};

/** The battery's capacity as a period's power and charge tell it, minute by minute. */
export const capacityQuery = (vehicle: string, range: TimeRange) =>
  queryOptions({
    queryKey: ['vehicles', vehicle, 'capacity', range.fromMs, range.toMs],
    queryFn: async (): Promise<CapacityAnswer> => {
      const load = async (signal: string, aggregate: 'avg' | 'last') => {
        const loaded = await loadSeries({
          ...{ vehicle, signals: [signal], units: new Map(), interval: '1m', aggregate },
          ...{ from: range.fromMs, to: range.toMs },
        });
        return loaded.get(signal);
      };
      const [power, charge] = await Promise.all([load(powerSignal, 'avg'), load(chargeSignal, 'last')]);
      const segments = findChargeSegments(joinMinutes(power, charge), { intervalMs });
      return {
        ...estimateCapacity(segments),
        minutesWithPower: power?.timesMs.length ?? 0,
        fromMs: segments[0]?.fromMs ?? range.fromMs,
        toMs: segments.at(-1)?.toMs ?? range.toMs,
      };
    },
    staleTime: 5 * 60_000,
  });

function joinMinutes(power: Series | undefined, charge: Series | undefined): BatteryInterval[] {
  const numbers = (series: Series | undefined) =>
    new Map(
      (series?.timesMs ?? []).flatMap((timeMs, index): [number, number][] => {
        const value = series?.values[index];
        return typeof value === 'number' ? [[timeMs, value]] : [];
      }),
    );
  const powers = numbers(power);
  const charges = numbers(charge);
  return [...new Set([...powers.keys(), ...charges.keys()])]
    .sort((a, b) => a - b)
    .map((timeMs) => ({ timeMs, powerW: powers.get(timeMs), stateOfCharge: charges.get(timeMs) }));
}
