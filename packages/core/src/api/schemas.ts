// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Greatest number of signals in one question: what one query of the store is allowed to pivot. */
export const SIGNALS_PER_QUERY_MAX = 64;

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A token id of the vehicle registry, as a decimal string. */
export const vehicleId = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .refine((text) => Number.isSafeInteger(Number(text)), 'larger than 2^53 - 1')
  .describe('Token id of the vehicle, decimal');

/** 32 bytes as 0x-hex. */
export const hash32 = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .describe('32 bytes, lower-case hex');

/** An account or a contract, as 0x-hex. */
export const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);

export const hexBytes = z.string().regex(/^0x([0-9a-f]{2})*$/);

export const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/);

/** A point in time from a caller: ISO-8601 with a zone, or integer milliseconds; parsed to milliseconds. */
export const timeInput = z
  .union([z.iso.datetime({ offset: true }), z.string().regex(/^\d{1,15}$/), z.int().nonnegative()])
  .transform((input) =>
    typeof input === 'number' ? input : /^\d+$/.test(input) ? Number(input) : Date.parse(input),
  )
  .describe('ISO-8601 with a zone, or milliseconds since the epoch');

/** A length of time such as `500ms`, `60s`, `15m`, `1h` or `1d`; parsed to milliseconds. */
export const intervalInput = z
  .string()
  .regex(/^[1-9]\d{0,8}(ms|s|m|h|d)$/)
  .transform((text) => {
    const [, count = '0', unit = 'ms'] = /^(\d+)(\w+)$/.exec(text) ?? [];
    return Number(count) * unitMs[unit as keyof typeof unitMs];
  })
  .describe('A length of time: 500ms, 60s, 15m, 1h, 1d');

/** Signal paths, comma-separated in a query string; parsed to a list without doubles. */
export const signalsInput = z
  .union([z.string().min(1), z.array(z.string().min(1))])
  .transform((input) => [...new Set([input].flat().flatMap((part) => part.split(',')))])
  .refine((paths) => paths.length <= SIGNALS_PER_QUERY_MAX, `more than ${SIGNALS_PER_QUERY_MAX} signals`)
  .describe('VSS paths, comma-separated');

/** A number in a query string. */
export const countInput = z.coerce.number().int().nonnegative();

export const cursorInput = base64url.max(512).describe('nextCursor of the page before');

export const timeMs = z.int().describe('Milliseconds since the epoch, UTC');

export const source = z
  .enum(['secureElement', 'software', 'import', 'simulated', 'mixed'])
  .describe('Where the value comes from; `mixed` only for an aggregate over several');

export const readingValue = z.union([z.number(), z.boolean(), z.string()]);

/** A QR code: rows of `1` (dark) and `0` (light), with the quiet zone around it. */
export const qrRows = z.array(z.string().regex(/^[01]+$/));

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const vehicleParams = z.object({ id: vehicleId });

/** A stretch of time, `from` included and `to` excluded. */
export const periodQuery = z.object({ from: timeInput, to: timeInput });

export const pageQuery = z.object({ cursor: cursorInput.optional() });

export const empty = z.object({});
