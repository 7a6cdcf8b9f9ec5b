// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { hash32, readingValue, source, timeMs, vehicleId } from '../api/schemas.ts';

/** Where the live feed is: a WebSocket of JSON messages. `?vehicles=1,2` chooses; without it, all you may see. */
export const LIVE_PATH = '/v1/live';

/**
 * The first message of a client that has no cookie. A token never stands in the URL, where proxies and
 * histories keep it.
 */
export const liveHello = z.strictObject({
  type: z.literal('hello'),
  token: z.string().max(512),
  vehicles: z.array(vehicleId).max(100).optional(),
});

/** What the feed sends. */
export const liveMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), vehicles: z.array(vehicleId) }),
  z.object({
    type: z.literal('reading'),
    vehicle: vehicleId,
    signal: z.string(),
    timeMs,
    value: readingValue,
    source,
  }),
  z.object({
    type: z.literal('batch'),
    vehicle: vehicleId,
    stream: z.string(),
    sequence: z.int(),
    headerHash: hash32,
    fromMs: timeMs,
    toMs: timeMs,
    count: z.int(),
    source,
  }),
  z.object({
    type: z.literal('enrolled'),
    vehicle: vehicleId,
    keyIndex: z.int().describe('Of the device key that signs for the vehicle from now on'),
  }),
  z.object({ type: z.literal('anchor'), size: z.int(), root: hash32, transactionHash: hash32 }),
  z.object({
    type: z.literal('dropped'),
    messages: z.int().describe('Left out because you read too slowly'),
  }),
  z.object({ type: z.literal('error'), code: z.string(), message: z.string() }),
]);

export type LiveHello = z.output<typeof liveHello>;
export type LiveMessage = z.output<typeof liveMessage>;
