// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

/** Server's clock less this device's; ages are told by the server's clock, as a phone's may be wrong. */
let offsetMs = 0;
/** A smaller difference is the way the answer took. */
const offsetMsMin = 2_000;
const tickMs = 1_000;

let tickedAtMs = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Learns the server's time from an answer that tells it. */
export function observeServerTime(serverMs: number): void {
  const difference = serverMs - Date.now();
  offsetMs = Math.abs(difference) < offsetMsMin ? 0 : difference;
}

export const nowMs = (): number => Date.now() + offsetMs;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tickedAtMs = nowMs();
    for (const notify of listeners) notify();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function getTick(): number {
  // Between two lives of the timer the last tick may be long ago.
  if (timer === undefined) tickedAtMs = nowMs();
  return tickedAtMs;
}

/** The time, renewed each second: one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, getTick);
}
