// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from '../api/defineRoute.ts';
import {
  countInput,
  cursorInput,
  hash32,
  intervalInput,
  pageOf,
  pageQuery,
  periodQuery,
  readingValue,
  signalsInput,
  source,
  timeInput,
  timeMs,
  vehicleId,
  vehicleParams,
} from '../api/schemas.ts';
import { ingestAnswer } from './ingestAnswer.ts';

const streamName = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("32 bytes, hex: zeros for what the car says live, else the imported file's SHA-256");

const head = z.object({
  stream: streamName,
  source,
  lastSequence: z.int(),
  headerHash: hash32,
  ownerEpoch: z.int(),
  keyIndex: z.int(),
  toMs: timeMs,
  nextByMs: timeMs.describe('0 when no next batch is promised'),
});

export const readLatest = defineRoute({
  name: 'readLatest',
  method: 'GET',
  path: '/v1/vehicles/:id/latest',
  summary: 'The latest value of each signal, with its time, age and source',
  access: ['viewer'],
  scope: 'records:read',
  params: vehicleParams,
  query: z.object({ signals: signalsInput.optional(), maxAgeMs: countInput.optional() }),
  response: z.object({
    items: z.array(
      z.object({
        signal: z.string(),
        unit: z.string().nullable(),
        timeMs,
        ageMs: z.int(),
        value: readingValue,
        source,
      }),
    ),
  }),
  errors: ['INPUT_INVALID', 'SIGNAL_UNKNOWN', 'NOT_FOUND'],
});

export const aggregates = ['avg', 'min', 'max', 'first', 'last', 'count'] as const;

export const querySeries = defineRoute({
  name: 'querySeries',
  method: 'GET',
  path: '/v1/vehicles/:id/series',
  summary: 'Readings of a period as they were recorded, or aggregated per interval',
  access: ['viewer'],
  scope: 'records:read',
  params: vehicleParams,
  query: periodQuery.extend({
    signals: signalsInput,
    interval: intervalInput.optional(),
    aggregate: z.enum(aggregates).optional().describe('Only with an interval; avg when not given'),
    cursor: cursorInput.optional(),
    limit: countInput.optional(),
  }),
  /** Ordered by (timeMs, signal). `timeMs` is the reading's time, or the start of the interval (aligned to UTC). */
  response: pageOf(
    z.object({ signal: z.string(), timeMs, value: readingValue, source, count: z.int().optional() }),
  ),
  errors: ['INPUT_INVALID', 'SIGNAL_UNKNOWN', 'QUERY_TOO_LARGE', 'NOT_FOUND'],
});

const location = z.object({ latitude: z.number(), longitude: z.number() });

export const listDrives = defineRoute({
  name: 'listDrives',
  method: 'GET',
  path: '/v1/vehicles/:id/drives',
  summary: 'Drives, detected from the readings',
  access: ['viewer'],
  scope: 'records:read',
  params: vehicleParams,
  query: z.object({ from: timeInput.optional(), to: timeInput.optional(), cursor: cursorInput.optional() }),
  response: pageOf(
    z.object({
      startMs: timeMs,
      endMs: timeMs,
      distanceMeters: z.number(),
      coveredMs: z.number().describe('Time covered by readings: end less start less the gaps'),
      speedKmhMean: z.number(),
      speedKmhMax: z.number(),
      stateOfChargeStart: z.number().nullable().describe('Percent'),
      stateOfChargeEnd: z.number().nullable().describe('Percent'),
      stateOfChargeDrop: z
        .number()
        .nullable()
        .describe('Percentage points taken from the battery, jumps of the gauge left out'),
      stateOfChargeJumps: z.array(z.object({ atMs: timeMs, from: z.number(), to: z.number() })),
      startLocation: location.nullable(),
      endLocation: location.nullable(),
      source,
      gaps: z.array(z.object({ fromMs: timeMs, toMs: timeMs })),
    }),
  ),
  errors: ['INPUT_INVALID', 'NOT_FOUND'],
});

export const listStreams = defineRoute({
  name: 'listStreams',
  method: 'GET',
  path: '/v1/vehicles/:id/streams',
  summary: 'What the car says live and every import, each with its head',
  access: ['viewer', 'device'],
  scope: 'records:read',
  params: vehicleParams,
  query: pageQuery,
  response: pageOf(head),
  errors: ['INPUT_INVALID', 'NOT_FOUND'],
});

export const readStream = defineRoute({
  name: 'readStream',
  method: 'GET',
  path: '/v1/vehicles/:id/streams/:stream',
  summary: 'The last sequence and header hash of a stream',
  access: ['viewer', 'device'],
  scope: 'records:read',
  params: vehicleParams.extend({ stream: streamName }),
  response: head,
  errors: ['NOT_FOUND'],
});

export const listGaps = defineRoute({
  name: 'listGaps',
  method: 'GET',
  path: '/v1/vehicles/:id/gaps',
  summary: 'What is missing between batches, promised and never came, came late, or exists twice',
  access: ['viewer'],
  scope: 'records:read',
  params: vehicleParams,
  query: z.object({ from: timeInput.optional(), to: timeInput.optional(), cursor: cursorInput.optional() }),
  response: pageOf(
    z.object({
      stream: streamName,
      kind: z
        .enum(['start', 'missing', 'tail', 'time', 'late', 'open', 'unknown', 'fork'])
        .describe(
          'start: what was before the first header is not here; missing: sequence numbers that never came; tail: the log has later headers that are not here; time: nothing claimed between two linked batches though a next one was promised; late: came after the time promised for it; open: the promised next batch has not come; unknown: only in proofs, which know nothing of what came after their anchor; fork: two headers with one number',
        ),
      fromMs: timeMs,
      toMs: timeMs.nullable().describe('`null` while the gap is open'),
      promisedByMs: timeMs.nullable().describe('Of late and open: until when the next batch was promised'),
      sequenceFrom: z.int(),
      sequenceTo: z.int(),
      headerHashes: z.array(hash32).describe('The headers at its edges, or those of the fork'),
    }),
  ),
  errors: ['INPUT_INVALID', 'NOT_FOUND'],
});

export const proveReading = defineRoute({
  name: 'proveReading',
  method: 'GET',
  path: '/v1/vehicles/:id/proof',
  summary: 'The proof file of one reading',
  access: ['viewer'],
  scope: 'records:read',
  params: vehicleParams,
  query: z.object({
    signal: z.string().min(1),
    at: timeInput,
    match: z
      .enum(['exact', 'atOrBefore'])
      .default('exact')
      .describe('exact: the reading of that very millisecond; atOrBefore: the newest until then'),
  }),
  responseMediaTypes: ['application/cbor'],
  errors: ['INPUT_INVALID', 'SIGNAL_UNKNOWN', 'READING_UNKNOWN', 'NOT_ANCHORED', 'NOT_FOUND'],
});

export const provePeriod = defineRoute({
  name: 'provePeriod',
  method: 'GET',
  path: '/v1/vehicles/:id/period-proof',
  summary:
    'The proof file of a period: every header with its gaps, and the readings of the signals asked for',
  access: ['driver'],
  scope: 'records:read',
  params: vehicleParams,
  query: periodQuery.extend({ signals: signalsInput.optional() }),
  responseMediaTypes: ['application/cbor'],
  errors: [
    'INPUT_INVALID',
    'SIGNAL_UNKNOWN',
    'READING_UNKNOWN',
    'NOT_ANCHORED',
    'QUERY_TOO_LARGE',
    'NOT_FOUND',
  ],
});

export const exportReadings = defineRoute({
  name: 'exportReadings',
  method: 'GET',
  path: '/v1/vehicles/:id/export',
  summary: 'The readings of a period as CSV or Parquet',
  access: ['driver'],
  scope: 'records:read',
  params: vehicleParams,
  query: periodQuery.extend({
    format: z.enum(['csv', 'parquet']).default('csv'),
    signals: signalsInput.optional(),
  }),
  responseMediaTypes: ['text/csv', 'application/vnd.apache.parquet'],
  errors: ['INPUT_INVALID', 'SIGNAL_UNKNOWN', 'STORAGE_FULL', 'NOT_FOUND'],
});

export const eraseReadings = defineRoute({
  name: 'eraseReadings',
  method: 'POST',
  path: '/v1/vehicles/:id/erase',
  summary: "Destroy the key of your epoch's readings and their projection. The log keeps its hashes",
  access: ['owner'],
  params: vehicleParams,
  response: z.object({ vehicle: vehicleId, ownerEpoch: z.int(), isErased: z.literal(true) }),
  errors: ['NOT_FOUND', 'STORAGE_FULL'],
});

export const sendBatch = defineRoute({
  name: 'sendBatch',
  method: 'POST',
  path: '/v1/vehicles/:id/batches',
  summary: 'Send one signed batch. Sending it again is harmless and answers alike',
  access: ['device'],
  params: vehicleParams,
  bodyMediaType: 'application/cbor',
  response: ingestAnswer,
  errors: [
    'BATCH_MALFORMED',
    'BATCH_TOO_LARGE',
    'CATALOGUE_UNKNOWN',
    'CHAIN_MISMATCH',
    'COUNT_MISMATCH',
    'KEY_ROTATED',
    'LEAVES_UNORDERED',
    'OVERLOADED',
    'READING_DUPLICATE',
    'READING_IN_FUTURE',
    'ROOT_MISMATCH',
    'SEQUENCE_FORK',
    'SIGNAL_UNKNOWN',
    'SIGNATURE_INVALID',
    'STORAGE_FULL',
    'VALUE_OUT_OF_RANGE',
    'VEHICLE_UNKNOWN',
  ],
});

const anchor = z.object({
  transactionHash: hash32,
  blockNumber: z.int(),
  blockTimeMs: timeMs,
  size: z.int(),
  root: hash32,
  mapRoot: hash32,
  mapSize: z.int(),
});

export const proveInclusion = defineRoute({
  name: 'proveInclusion',
  method: 'GET',
  path: '/v1/batches/:headerHash/inclusion',
  summary:
    'That a batch is in the log: its path to the newest anchored checkpoint that has it, else to the newest one',
  access: ['device', 'viewer'],
  scope: 'records:read',
  params: z.object({ headerHash: hash32 }),
  response: z.object({
    logIndex: z.int(),
    checkpoint: z.string(),
    logPath: z.array(hash32),
    anchor: anchor.nullable(),
  }),
  errors: ['NOT_FOUND'],
});

export const readCheckpoint = defineRoute({
  name: 'readCheckpoint',
  method: 'GET',
  path: '/v1/log/checkpoint',
  summary: 'The newest checkpoint of the log (C2SP tlog-checkpoint)',
  access: 'public',
  responseMediaTypes: ['text/plain'],
  errors: [],
});

export const readTile = defineRoute({
  name: 'readTile',
  method: 'GET',
  path: '/v1/log/tile/*',
  summary: 'A tile of the log (C2SP tlog-tiles): tile/<L>/<N>[.p/<W>], tile/entries/<N>[.p/<W>]',
  access: 'public',
  params: z.object({ '*': z.string().max(128) }),
  responseMediaTypes: ['application/octet-stream'],
  errors: ['INPUT_INVALID', 'NOT_FOUND'],
});

export const proveConsistency = defineRoute({
  name: 'proveConsistency',
  method: 'GET',
  path: '/v1/log/consistency',
  summary: 'The RFC 6962 consistency proof between two sizes of the log',
  access: 'public',
  query: z.object({ from: countInput, to: countInput }),
  response: z.object({
    from: z.int(),
    to: z.int(),
    fromRoot: hash32,
    toRoot: hash32,
    proof: z.array(hash32),
  }),
  errors: ['INPUT_INVALID'],
});

export const listAnchors = defineRoute({
  name: 'listAnchors',
  method: 'GET',
  path: '/v1/log/anchors',
  summary: 'The anchors of the log on chain, newest first',
  access: 'public',
  query: pageQuery,
  response: pageOf(anchor),
  errors: ['INPUT_INVALID'],
});

export const anchorLog = defineRoute({
  name: 'anchorLog',
  method: 'POST',
  path: '/v1/log/anchors',
  summary: 'Anchor what is new, now. With nothing new it answers with the newest anchor',
  access: ['signedIn', 'device'],
  scope: 'records:write',
  response: anchor,
  errors: ['NOT_FOUND', 'OVERLOADED', 'RATE_LIMITED'],
});

export const recordsRoutes = [
  readLatest,
  querySeries,
  listDrives,
  listStreams,
  readStream,
  listGaps,
  proveReading,
  provePeriod,
  exportReadings,
  eraseReadings,
  sendBatch,
  proveInclusion,
  readCheckpoint,
  readTile,
  proveConsistency,
  listAnchors,
  anchorLog,
] as const;
