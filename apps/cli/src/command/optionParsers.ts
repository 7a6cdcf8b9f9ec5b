// SPDX-License-Identifier: Apache-2.0
import { InvalidArgumentError } from 'commander';

export function parseVehicle(text: string): string {
  if (!/^[1-9]\d{0,15}$/.test(text)) {
    throw new InvalidArgumentError(
      'A vehicle is named by its id, a number such as 1; see `datacar vehicle list`.',
    );
  }
  return text;
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('A port is a number from 0 (any free one) to 65535.');
  }
  return port;
}

export function parseInterval(text: string): string {
  if (!/^[1-9]\d{0,8}(ms|s|m|h|d)$/.test(text)) {
    throw new InvalidArgumentError('An interval is a number with a unit, such as 500ms, 60s, 15m, 1h or 1d.');
  }
  return text;
}

export function parseSeconds(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Give whole seconds, 1 or more.');
  return Number(text);
}

export function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d{1,3}$/.test(text) || days < 1 || days > 366) {
    throw new InvalidArgumentError('Give whole days, from 1 to 366.');
  }
  return days;
}

/** Collects a list that may be given as several words, several options or with commas. */
export function collectList(text: string, before: unknown): string[] {
  const parts = text.split(',').filter((part) => part !== '');
  return [...(Array.isArray(before) ? (before as string[]) : []), ...parts];
}

export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1 to 9999.');
  return Number(text);
}

/** Days or hours in seconds: `2d`, `36h`. */
export function parseDuration(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,4})(s|m|h|d)$/.exec(text) ?? [];
  const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 }[unit ?? ''];
  if (seconds === undefined) throw new InvalidArgumentError('Give a duration such as 90s, 30m, 36h or 2d.');
  return Number(count) * seconds;
}
