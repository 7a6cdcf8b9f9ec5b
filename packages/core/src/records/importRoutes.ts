// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineRoute } from '../api/defineRoute.ts';
import { hash32, readingValue, timeMs, vehicleParams } from '../api/schemas.ts';

/** Largest file that a page may bring: months of a reading a second. `datacar drive import` takes larger ones. */
export const UPLOAD_BYTES_MAX = 64 * 1024 * 1024;

const mapping = z.record(z.string(), z.unknown()).describe('A CSV mapping: docs/reference/mappings.md');

const refusedRow = z.object({ line: z.int(), code: z.string(), message: z.string() });
const refusedReading = z.object({
  line: z.int().nullable().describe('`null` when several rows are meant together'),
  signal: z.string(),
  code: z.string(),
  message: z.string(),
});

/** What became of a file; `datacar drive import --json` prints the same facts. */
const importResult = z.object({
  rows: z.int(),
  rowsAccepted: z.int(),
  rowsRefused: z.array(refusedRow).describe('The first of them; rows - rowsAccepted is how many there are'),
  readingsRefused: z.array(refusedReading).describe('Cells of accepted rows; the first of them'),
  readingsRefusedTotal: z.int(),
  readings: z.int().describe('Added; 0 when the file was imported before'),
  readingsDuplicate: z.int(),
  readingsConflicting: z.int(),
  batches: z.int(),
  anchoredIn: z.object({ transactionHash: hash32, blockNumber: z.int() }).nullable(),
  alreadyImported: z.boolean(),
  stream: z.string().describe("The file's SHA-256, which names its stream"),
  mapping: z.string().nullable().describe('Name of the mapping that was used'),
});

const recordImport = z.object({
  id: z.string(),
  name: z.string().describe('Of the file, as it was brought'),
  bytes: z.int(),
  createdAtMs: timeMs,
  expiresAtMs: timeMs.describe('When the server forgets it; what was imported stays'),
  state: z
    .enum(['uploaded', 'waiting', 'running', 'done', 'failed'])
    .describe('uploaded: nothing is imported yet; waiting: another import goes first'),
  progress: z
    .object({
      stage: z.enum(['preparing', 'reading', 'sending', 'proving', 'anchoring']),
      rows: z.int(),
      readings: z.int(),
      batches: z.int(),
      batchesAcknowledged: z.int(),
    })
    .nullable()
    .describe('While it runs'),
  result: importResult.nullable().describe('Of done, and of failed when some of the file was imported'),
  error: z.object({ code: z.string(), message: z.string() }).nullable().describe('Of failed'),
});

const importParams = vehicleParams.extend({ import: z.string().max(64) });

export const uploadRecords = defineRoute({
  name: 'uploadRecords',
  method: 'POST',
  path: '/v1/vehicles/:id/imports',
  summary: 'Bring a CSV file of recorded drives. Nothing of it is imported before you say how to read it',
  access: ['driver'],
  scope: 'records:write',
  params: vehicleParams,
  query: z.object({ name: z.string().trim().min(1).max(200).describe('Of the file') }),
  bodyMediaType: 'text/csv',
  response: recordImport,
  errors: ['INPUT_INVALID', 'INPUT_TOO_LARGE', 'LIMIT_REACHED', 'STORAGE_FULL', 'NOT_FOUND'],
});

export const listImports = defineRoute({
  name: 'listImports',
  method: 'GET',
  path: '/v1/vehicles/:id/imports',
  summary: 'Files that were brought in the last day, newest first, with how far each is',
  access: ['driver'],
  scope: 'records:read',
  params: vehicleParams,
  response: z.object({ items: z.array(recordImport) }),
  errors: ['NOT_FOUND'],
});

export const readImport = defineRoute({
  name: 'readImport',
  method: 'GET',
  path: '/v1/vehicles/:id/imports/:import',
  summary: 'How far an import is, and what became of it; ask once a second',
  access: ['driver'],
  scope: 'records:read',
  params: importParams,
  response: recordImport,
  errors: ['NOT_FOUND'],
});

export const previewImport = defineRoute({
  name: 'previewImport',
  method: 'POST',
  path: '/v1/vehicles/:id/imports/:import/preview',
  summary: 'How the first rows of a file read: by the mapping given, else by a known or a guessed one',
  access: ['driver'],
  scope: 'records:read',
  params: importParams,
  body: z.strictObject({ mapping: mapping.optional() }),
  response: z.object({
    header: z.array(z.string()),
    rows: z
      .array(z.object({ line: z.int(), cells: z.array(z.string()) }))
      .describe('The first rows as they are'),
    mapping: mapping
      .nullable()
      .describe('The one that `readings` were read by; `null` when somebody has to say more first'),
    mappingOrigin: z
      .enum(['given', 'known', 'guessed'])
      .nullable()
      .describe('known: the header is that of a logger that Datacar knows'),
    guess: z.object({
      delimiter: z.enum([',', ';', '\t', '|']),
      decimal: z.enum(['.', ',']),
      columns: z
        .array(z.record(z.string(), z.unknown()))
        .describe('As `columns` of a mapping: column, signal, unit'),
      time: z
        .object({
          columns: z.array(z.string()),
          format: z.string(),
          needsZone: z.boolean().describe('The texts do not say their time zone, so somebody has to'),
          alternatives: z.array(z.string()).describe('Formats that fit as well: somebody has to choose'),
        })
        .nullable(),
      unknownColumns: z.array(z.string()),
    }),
    readings: z
      .array(z.object({ signal: z.string(), timeMs, value: readingValue }))
      .describe('Of the rows shown'),
    rowsRefused: z.array(refusedRow).describe('Among the rows shown'),
    readingsRefused: z.array(refusedReading),
  }),
  errors: ['INPUT_INVALID', 'MAPPING_INVALID', 'FILE_UNREADABLE', 'NOT_FOUND', 'OVERLOADED'],
});

export const startImport = defineRoute({
  name: 'startImport',
  method: 'POST',
  path: '/v1/vehicles/:id/imports/:import/start',
  summary:
    'Import a file: it is read, signed with the key that this server keeps for the car, sent and anchored',
  access: ['driver'],
  scope: 'records:write',
  params: importParams,
  body: z.strictObject({ mapping: mapping.optional().describe('Without it, a known or a guessed one') }),
  response: recordImport,
  errors: [
    'INPUT_INVALID',
    'MAPPING_INVALID',
    'MAPPING_UNCERTAIN',
    'FILE_UNREADABLE',
    'IMPORT_STARTED',
    'NOT_ENROLLED',
    'NOT_FOUND',
    'OVERLOADED',
  ],
});

export const discardImport = defineRoute({
  name: 'discardImport',
  method: 'DELETE',
  path: '/v1/vehicles/:id/imports/:import',
  summary: 'Forget a file that was brought. A running import cannot be taken back: what is signed stays',
  access: ['driver'],
  scope: 'records:write',
  params: importParams,
  response: z.object({ isDiscarded: z.literal(true) }),
  errors: ['IMPORT_STARTED', 'NOT_FOUND'],
});

/** Routes that bring recorded drives from a page. */
export const importRoutes = [
  uploadRecords,
  listImports,
  readImport,
  previewImport,
  startImport,
  discardImport,
] as const;
