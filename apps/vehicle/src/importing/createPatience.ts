// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** Failures that a server restarting, or a moment of too much to do, explains. */
const PASSING: ReadonlySet<string> = new Set([
  'SERVER_UNREACHABLE',
  'STARTING',
  'OVERLOADED',
  'RATE_LIMITED',
]);
const PAUSE_MS = 500;

/** Tries again what fails in passing, until the server has been of no use for too long. */
export interface Patience {
  retry<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** The time runs from the last success of anything, so a server that is gone is waited for once, not once a file. */
export function createPatience({ patienceMs }: { patienceMs: number }): Patience {
  let succeededAtMs = performance.now();
  return {
    retry: async (work) => {
      for (;;) {
        try {
          const result = await work();
          succeededAtMs = performance.now();
          return result;
        } catch (error) {
          const isPassing = error instanceof DatacarError && PASSING.has(error.code);
          if (!isPassing || performance.now() > succeededAtMs + patienceMs) throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    },
  };
}
