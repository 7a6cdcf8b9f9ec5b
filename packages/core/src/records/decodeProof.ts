// SPDX-License-Identifier: Apache-2.0

import { sha256 } from '#crypto';
import { CborFloat } from '../encoding/CborFloat.ts';
import type { CborMap, CborValue } from '../encoding/CborValue.ts';
import { decodeCbor } from '../encoding/decodeCbor.ts';
import { encodeCbor } from '../encoding/encodeCbor.ts';
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import {
  type EncodedReading,
  periodProofSchema,
  readingProofSchema,
} from '../internal/proofs/proofSchemas.ts';
import type { PeriodProof } from './PeriodProof.ts';
import type { TypedReading } from './Reading.ts';
import type { ReadingProof } from './ReadingProof.ts';

/** Three months of a car that never rests; a longer period is proved in parts. */
const PROOF_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Reads a `.datacar` file. Nothing of it is verified; `verifyProof` does that.
 *
 * @throws DatacarError PROOF_MALFORMED unless it is deterministic CBOR of exactly the stated shape
 */
export function decodeProof(bytes: Uint8Array): ReadingProof | PeriodProof {
  let value: CborValue;
  try {
    value = decodeCbor(bytes, { bytesMax: PROOF_BYTES_MAX });
  } catch (cause) {
    throw new DatacarError('PROOF_MALFORMED', 'The file is not deterministic CBOR', { cause });
  }
  const isPeriod = typeof value === 'object' && 'kind' in value && value.kind === 'period';
  return isPeriod ? toPeriodProof(value) : toReadingProof(value);
}

function toReadingProof(value: CborValue): ReadingProof {
  const result = readingProofSchema.safeParse(value);
  if (!result.success) throw malformed(result.error.issues[0]);
  const { version: _, reading, ...proof } = result.data;
  return { ...proof, reading: fromTuple(reading) };
}

function toPeriodProof(value: CborValue): PeriodProof {
  const result = periodProofSchema.safeParse(value);
  if (!result.success) throw malformed(result.error.issues[0]);
  const { version: _, streams, digest, ...proof } = result.data;
  const { digest: __, ...content } = value as CborMap;
  if (!equalBytes(digest, sha256(encodeCbor(content)))) {
    throw new DatacarError(
      'PROOF_MALFORMED',
      'The file is damaged: its content has not the digest that it states',
    );
  }
  return {
    ...proof,
    streams: streams.map(({ readings, ...stream }) => ({
      ...stream,
      readings: readings.map(({ reading, ...shown }) => ({ ...shown, reading: fromTuple(reading) })),
    })),
  };
}

function fromTuple([path, timeMs, value]: EncodedReading): TypedReading {
  if (value instanceof CborFloat) return { path, timeMs, value: value.value, kind: 'float' };
  if (typeof value === 'number') return { path, timeMs, value, kind: 'integer' };
  if (typeof value === 'boolean') return { path, timeMs, value, kind: 'boolean' };
  return { path, timeMs, value, kind: 'string' };
}

function malformed(issue: { path: PropertyKey[]; message: string } | undefined): DatacarError {
  const field = issue?.path.join('.') ?? '';
  return new DatacarError(
    'PROOF_MALFORMED',
    `The field ${field || '(whole)'} is not allowed: ${issue?.message}`,
    {
      details: { field },
    },
  );
}
