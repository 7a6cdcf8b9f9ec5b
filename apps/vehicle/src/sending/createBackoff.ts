// SPDX-License-Identifier: Apache-2.0

/** Short enough that a restart of the server goes by unnoticed. */
export const BACKOFF_FIRST_MS = 500;
/** Long enough that a thousand cars do not keep a server down that comes up again. */
export const BACKOFF_MAX_MS = 60_000;

export interface Backoff {
  /** How long to wait before the next attempt: doubling, with half of it drawn at random. */
  nextMs(): number;
  /** After a success. */
  reset(): void;
}

export function createBackoff({ random }: { random: () => number }): Backoff {
  let attempt = 0;
  return {
    nextMs: () => {
      const fullMs = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** attempt);
      attempt += 1;
      return Math.round(fullMs * (0.5 + random() / 2));
    },
    reset: () => {
      attempt = 0;
    },
  };
}
