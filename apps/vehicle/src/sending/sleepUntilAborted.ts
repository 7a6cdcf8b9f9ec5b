// SPDX-License-Identifier: Apache-2.0

/** Sleeps, or wakes at once when the signal aborts. Never throws: the caller looks at the signal. */
export function sleepUntilAborted(durationMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, durationMs);
    signal.addEventListener('abort', wake);
  });
}
