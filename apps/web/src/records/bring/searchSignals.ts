// SPDX-License-Identifier: Apache-2.0
import type { CatalogueSignal } from '../../vehicles/signalsQuery.ts';

/** Signals whose name or path has every word asked for; those whose name begins with the question first. */
export function searchSignals(signals: readonly CatalogueSignal[], question: string): CatalogueSignal[] {
  const words = question
    .toLowerCase()
    .split(/[\s.]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [...signals];
  const start = words.join(' ');
  return signals
    .filter(({ path, description }) => {
      const text = `${description} ${path}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((signal) => ({ signal, isFirst: signal.description.toLowerCase().startsWith(start) }))
    .sort((a, b) => Number(b.isFirst) - Number(a.isFirst))
    .map(({ signal }) => signal);
}
