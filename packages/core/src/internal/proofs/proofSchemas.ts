// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod';
import { CborFloat } from '../../encoding/CborFloat.ts';
import { MAX_BATCH_READINGS, MAX_STRING_BYTES, SIGNAL_PATH } from '../../records/batchLimits.ts';
import { SALT_BYTES } from '../../records/hashColumns.ts';
import { PROOF_VERSION } from '../../records/ReadingProof.ts';
import { bytesOf, hash, timeInMs, unsignedInteger } from '../../records/recordCodec.ts';

/** The depth of a tree with 2^53 leaves. */
const PATH_HASHES_MAX = 53;
/** A signed header or certificate has less than 700 bytes. */
const COSE_BYTES_MAX = 2048;
const NOTE_CHARACTERS_MAX = 8192;
const TRANSACTION_BYTES_MAX = 8192;

const bytes = (lengthMax: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= lengthMax, {
    error: `must be at most ${lengthMax} bytes`,
  });

const path = z.array(hash).max(PATH_HASHES_MAX);
const cose = bytes(COSE_BYTES_MAX);
const salt = bytesOf(SALT_BYTES);
const leafIndex = unsignedInteger.max(MAX_BATCH_READINGS - 1);

const text = z
  .string()
  .max(MAX_STRING_BYTES)
  .refine((value) => value.normalize('NFC') === value, 'must be in normalisation form C');

const reading = z.tuple([
  z.string().regex(SIGNAL_PATH),
  timeInMs,
  z.union([z.int(), z.boolean(), text, z.instanceof(CborFloat)]),
]);

export const readingProofSchema = z.strictObject({
  version: z.literal(PROOF_VERSION),
  kind: z.literal('reading'),
  reading,
  salt,
  index: leafIndex,
  batchPath: path,
  header: cose,
  certificate: cose,
  logIndex: unsignedInteger,
  logPath: path,
  checkpoint: z.string().max(NOTE_CHARACTERS_MAX),
  anchor: bytes(TRANSACTION_BYTES_MAX),
});

export const periodProofSchema = z.strictObject({
  version: z.literal(PROOF_VERSION),
  kind: z.literal('period'),
  /** SHA-256 of the same map without this field. */
  digest: hash,
  vehicle: unsignedInteger,
  fromMs: timeInMs,
  toMs: timeInMs,
  certificates: z.array(cose),
  checkpoint: z.string().max(NOTE_CHARACTERS_MAX),
  anchor: bytes(TRANSACTION_BYTES_MAX),
  streams: z.array(
    z.strictObject({
      stream: hash,
      headers: z.array(cose),
      mapEntry: z.strictObject({
        sequence: unsignedInteger,
        headerHash: hash,
        index: unsignedInteger,
        path,
      }),
      inclusions: z.array(
        z.strictObject({ headerIndex: unsignedInteger, logIndex: unsignedInteger, logPath: path }),
      ),
      readings: z.array(
        z.strictObject({ headerIndex: unsignedInteger, index: leafIndex, salt, reading, path }),
      ),
    }),
  ),
});

export type EncodedReading = z.infer<typeof reading>;
