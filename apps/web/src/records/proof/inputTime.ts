// SPDX-License-Identifier: Apache-2.0

const minuteMs = 60_000;

/** For `<input type="datetime-local" step="1">`, which knows only the device's zone. */
export function toInputTime(timeMs: number): string {
  const offsetMs = new Date(timeMs).getTimezoneOffset() * minuteMs;
  return new Date(timeMs - offsetMs).toISOString().slice(0, 19);
}

/** The end of the second that was chosen; undefined for what is not a time yet. */
export function fromInputTime(text: string): number | undefined {
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) ? undefined : timeMs + 999;
}
