// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** Long enough for the slowest query that the server's own limit allows. */
export const defaultTimeoutMs = 30_000;

/** The origin (and path prefix) of a server's URL, without a trailing slash. */
export function normalizeUrl(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new DatacarError(
      'INPUT_INVALID',
      `"${url}" is not a URL. Give the whole address, such as http://127.0.0.1:8080.`,
      { details: { field: 'url' } },
    );
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw new DatacarError(
      'INPUT_INVALID',
      `A server's URL starts with http:// or https://, not ${parsed.protocol}//.`,
      {
        details: { field: 'url' },
      },
    );
  }
  return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, '');
}

export function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
