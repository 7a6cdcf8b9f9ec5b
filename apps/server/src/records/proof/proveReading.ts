// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { createBatchProver } from '@datacar/core/records/createBatchProver';
import type { MerkleLog } from '@datacar/core/records/createMerkleLog';
import { encodeProof } from '@datacar/core/records/encodeProof';
import type { ReadingsOf, Telemetry } from '@datacar/store/telemetry/Telemetry';
import type { Certifier } from '../../vehicles/createCertifier.ts';
import type { Anchoring } from '../log/openAnchoring.ts';
import { type BatchSource, openBatch, readRecord } from './readBatch.ts';

/** Where everything stands that goes into a proof. */
export interface ProofSources extends BatchSource {
  telemetry: Telemetry;
  tree: MerkleLog;
  anchoring: Anchoring;
  certifier: Certifier;
}

export interface ProveReadingOptions {
  readings: ReadingsOf;
  path: string;
  atMs: number;
  /** How much older than `atMs` the reading may be. */
  toleranceMs: number;
}

/**
 * The proof file of one reading. What no anchor covers yet is anchored first.
 * @throws DatacarError READING_UNKNOWN
 */
export async function proveReading(
  { readings, path, atMs, toleranceMs }: ProveReadingOptions,
  sources: ProofSources,
): Promise<Uint8Array> {
  const { telemetry, tree, anchoring, certifier } = sources;
  const found = await telemetry.findReading({ ...readings, path, atMs, toleranceMs });
  if (found === undefined) {
    throw new DatacarError(
      'READING_UNKNOWN',
      `There is no reading of ${path} at ${new Date(atMs).toISOString()}.`,
    );
  }
  const { position, leafIndex, vehicle, keyIndex } = found.header;
  if (leafIndex === undefined) throw new Error(`The batch at ${position} is no leaf of the log`);
  const record = await readRecord(position, sources);
  const proved = createBatchProver(openBatch(record, sources)).prove(path, found.timeMs);
  if (proved === undefined)
    throw new Error(`The batch at ${position} lacks the reading that was projected from it`);
  const anchor = (await telemetry.anchorCovering(leafIndex)) ?? (await anchoring.anchorNow()).record;
  return encodeProof({
    kind: 'reading',
    reading: proved.reading,
    salt: proved.salt,
    index: proved.index,
    batchPath: proved.path,
    header: record.header,
    certificate: certifier.certificateOf(vehicle, keyIndex),
    logIndex: leafIndex,
    logPath: tree.inclusionPath(leafIndex, anchor.size),
    checkpoint: anchor.checkpoint,
    anchor: anchor.rawTransaction,
  });
}
