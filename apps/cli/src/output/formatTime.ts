// SPDX-License-Identifier: Apache-2.0

/** ISO-8601 in UTC, without milliseconds that are zero. Every command takes it back as a time. */
export function formatTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}
