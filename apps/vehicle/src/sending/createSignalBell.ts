// SPDX-License-Identifier: Apache-2.0

/** Wakes whoever waits. A ring that comes while nobody waits is kept for the next one who does. */
export interface SignalBell {
  ring(): void;
  /** Resolves at the next ring, or after `timeoutMs`. */
  wait(timeoutMs?: number): Promise<void>;
}

export function createSignalBell(): SignalBell {
  let hasRung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      hasRung = true;
      wake?.();
    },
    wait: async (timeoutMs) => {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      hasRung = false;
    },
  };
}
