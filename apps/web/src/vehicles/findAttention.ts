// SPDX-License-Identifier: Apache-2.0
import { type CarState, liveAgeMsMax } from './describeCarState.ts';

interface GapFacts {
  kind: string;
  fromMs: number;
  toMs: number | null;
}

interface AttentionReading {
  value: number | string | boolean;
  timeMs: number;
  source: string;
}

export interface AttentionFacts {
  state: CarState;
  hasDeviceKey: boolean;
  gaps: readonly GapFacts[];
  readings: ReadonlyMap<string, AttentionReading>;
  nowMs: number;
}

export type Attention =
  | { kind: 'notConnected' }
  | { kind: 'neverHeard' }
  | { kind: 'silent'; sinceMs: number }
  | { kind: 'stale'; sinceMs: number }
  | { kind: 'imported'; untilMs: number }
  | { kind: 'gaps'; count: number; missingMs: number }
  | { kind: 'fork'; count: number }
  | { kind: 'chargeLow'; percent: number }
  | { kind: 'serviceDue' }
  | { kind: 'serviceSoon'; km: number };

const chargePercentLow = 15;
const serviceSoonKm = 1_000;

/** What an owner should know about a car, most pressing first. */
export function findAttention({ state, hasDeviceKey, gaps, readings, nowMs }: AttentionFacts): Attention[] {
  if (state.heardMs === null) return [hasDeviceKey ? { kind: 'neverHeard' } : { kind: 'notConnected' }];
  const found: Attention[] = [];
  const { heardMs } = state;
  // Of a file that was brought in, and long ago: it says how the car was, not how it is.
  const isRecord =
    state.freshness === 'stale' &&
    [...readings.values()].every(({ timeMs, source }) => timeMs !== heardMs || source === 'import');
  const forks = gaps.filter(({ kind }) => kind === 'fork');
  if (forks.length > 0) found.push({ kind: 'fork', count: forks.length });

  const open = gaps.find(({ kind, toMs }) => kind === 'open' && toMs === null);
  const isSilent = nowMs - state.heardMs > liveAgeMsMax;
  if (open !== undefined && isSilent) found.push({ kind: 'silent', sinceMs: open.fromMs });
  else if (isRecord) found.push({ kind: 'imported', untilMs: state.heardMs });
  else if (state.freshness === 'stale') found.push({ kind: 'stale', sinceMs: state.heardMs });

  const closed = gaps.filter(({ kind, toMs }) => ['missing', 'time', 'tail'].includes(kind) && toMs !== null);
  if (closed.length > 0) {
    const missingMs = closed.reduce((sum, { fromMs, toMs }) => sum + (toMs ?? fromMs) - fromMs, 0);
    found.push({ kind: 'gaps', count: closed.length, missingMs });
  }
  if (isRecord) return found;
  if (
    state.chargePercent !== null &&
    state.chargePercent < chargePercentLow &&
    state.activity !== 'charging'
  ) {
    found.push({ kind: 'chargeLow', percent: state.chargePercent });
  }
  const toService = readings.get('Vehicle.Service.DistanceToService')?.value;
  if (
    readings.get('Vehicle.Service.IsServiceDue')?.value === true ||
    (typeof toService === 'number' && toService <= 0)
  ) {
    found.push({ kind: 'serviceDue' });
  } else if (typeof toService === 'number' && toService < serviceSoonKm) {
    found.push({ kind: 'serviceSoon', km: toService });
  }
  return found;
}
