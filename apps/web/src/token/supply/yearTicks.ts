// SPDX-License-Identifier: Apache-2.0

export interface Tick {
  timeMs: number;
  label: string;
  /** Left out on a phone. */
  isWide: boolean;
}

/** The most that a phone's width holds. */
const ticksNarrow = 5;
const ticksMax = 11;
const stepsYears = [1, 2, 4, 5, 10, 20, 25, 50, 100];
/** The mean year of the calendar, for times that count from the launch. */
export const yearMs = 365.2425 * 86_400_000;

export interface YearTicksOptions {
  fromMs: number;
  toMs: number;
  /** Whether times count from the launch, or are of the calendar. */
  isRelative: boolean;
}

/** Years below a picture, at even steps: of the calendar (UTC), or from the launch on. */
export function yearTicks({ fromMs, toMs, isRelative }: YearTicksOptions): Tick[] {
  const years = (toMs - fromMs) / yearMs;
  const step = stepsYears.find((one) => years / one <= ticksMax) ?? 100;
  const isWide = (place: number, count: number) => count > ticksNarrow && place % 2 === 1;
  if (isRelative) {
    const count = Math.floor(years / step) + 1;
    return Array.from({ length: count }, (_, place) => ({
      timeMs: fromMs + place * step * yearMs,
      label: place === 0 ? 'Launch' : `+${place * step} y`,
      isWide: isWide(place, count),
    }));
  }
  const first = Math.ceil(new Date(fromMs).getUTCFullYear() / step) * step;
  const ticks: Omit<Tick, 'isWide'>[] = [];
  for (let year = first; Date.UTC(year, 0) <= toMs; year += step) {
    if (Date.UTC(year, 0) >= fromMs) ticks.push({ timeMs: Date.UTC(year, 0), label: String(year) });
  }
  return ticks.map((tick, place) => ({ ...tick, isWide: isWide(place, ticks.length) }));
}
