// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

/** Whether the server answers. */
export interface Connection {
  isReachable: boolean;
  /** Since when it does not. */
  lostAtMs: number | null;
}

const pollMs = 2_000;
const answerMsMax = 5_000;

let current: Connection = { isReachable: true, lostAtMs: null };
const listeners = new Set<() => void>();
const recoveryListeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function set(next: Connection): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Something failed because the server did not answer: say so, and ask until it does. */
export function reportUnreachable(): void {
  if (!current.isReachable) return;
  set({ isReachable: false, lostAtMs: Date.now() });
  schedulePoll();
}

/** The server answered. */
export function reportReachable(): void {
  if (current.isReachable) return;
  clearTimeout(timer);
  set({ isReachable: true, lostAtMs: null });
  for (const listener of recoveryListeners) listener();
}

/** Asks whether the server answers, and says what came out. */
export async function askNow(): Promise<void> {
  clearTimeout(timer);
  try {
    await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(answerMsMax) });
    reportReachable();
  } catch {
    reportUnreachable();
    schedulePoll();
  }
}

function schedulePoll(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void askNow(), pollMs);
}

/** Called each time the server is back. */
export function onRecovery(listener: () => void): () => void {
  recoveryListeners.add(listener);
  return () => recoveryListeners.delete(listener);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => current);
}
