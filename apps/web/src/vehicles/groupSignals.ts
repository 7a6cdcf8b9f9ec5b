// SPDX-License-Identifier: Apache-2.0
import type { LatestReading } from '../records/useLatestReadings.ts';

export interface NamedReading extends LatestReading {
  /** What the catalogue calls it. */
  name: string;
}

export interface SignalGroup {
  /** The branch of VSS, in words. */
  title: string;
  readings: NamedReading[];
}

/** "CurrentLocation" as people read it: "Current location". */
function inWords(branch: string): string {
  const words = branch.replace(
    /([a-z])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  return words === 'Datacar' ? 'Around the car' : words;
}

/** The readings of a car under their branches of VSS; what stands at the root comes first. */
export function groupSignals(
  readings: Iterable<LatestReading>,
  { nameOf, filter }: { nameOf(signal: string): string; filter: string },
): SignalGroup[] {
  const wanted = filter.trim().toLowerCase().split(/\s+/);
  const groups = new Map<string, NamedReading[]>();
  for (const reading of readings) {
    const name = nameOf(reading.signal);
    const text = `${name} ${reading.signal}`.toLowerCase();
    if (!wanted.every((word) => text.includes(word))) continue;
    const parts = reading.signal.split('.');
    const branch = parts.length <= 2 ? '' : (parts[1] ?? '');
    const group = groups.get(branch) ?? [];
    group.push({ ...reading, name });
    groups.set(branch, group);
  }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([branch, group]) => ({
      title: branch === '' ? 'Vehicle' : inWords(branch),
      readings: group.sort((a, b) => a.signal.localeCompare(b.signal)),
    }));
}
