// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '#crypto';
import { CborFloat } from '../encoding/CborFloat.ts';
import { encodeCbor } from '../encoding/encodeCbor.ts';
import type { EncodedReading } from '../internal/proofs/proofSchemas.ts';
import type { PeriodProof } from './PeriodProof.ts';
import type { TypedReading } from './Reading.ts';
import { PROOF_VERSION, type ReadingProof } from './ReadingProof.ts';

/**
 * The bytes of a `.datacar` file. A period's bounds are what was asked and nobody signs them, so the file
 * ends with a digest of itself: damage shows, and another question is another file.
 */
export function encodeProof(proof: ReadingProof | PeriodProof): Uint8Array {
  if (proof.kind === 'reading') {
    return encodeCbor({ version: PROOF_VERSION, ...proof, reading: toTuple(proof.reading) });
  }
  const streams = proof.streams.map((stream) => ({
    ...stream,
    readings: stream.readings.map((shown) => ({ ...shown, reading: toTuple(shown.reading) })),
  }));
  const content = { version: PROOF_VERSION, ...proof, streams };
  return encodeCbor({ ...content, digest: sha256(encodeCbor(content)) });
}

function toTuple({ path, timeMs, value, kind }: TypedReading): EncodedReading {
  return [path, timeMs, kind === 'float' ? new CborFloat(Number(value)) : value];
}
