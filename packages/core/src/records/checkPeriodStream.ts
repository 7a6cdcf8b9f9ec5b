// SPDX-License-Identifier: Apache-2.0
import { compareBytes } from '../encoding/compareBytes.ts';
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { Checkpoint } from './Checkpoint.ts';
import { checkHeaderOfCertificate } from './checkCertificate.ts';
import { decodeSignedBatchHeader } from './decodeSignedBatchHeader.ts';
import { findRunEnds } from './findRunEnds.ts';
import { hashStreamMapEntry } from './hashStreamMapEntry.ts';
import type { KeyCertificate } from './KeyCertificate.ts';
import { hashLeaf } from './merkleHashes.ts';
import type { PeriodProof, PeriodProofInclusion, PeriodProofStream } from './PeriodProof.ts';
import type { SignedBatchHeader } from './SignedBatchHeader.ts';
import { signatureDomains } from './signatureDomains.ts';
import { verifyCose1 } from './verifyCose1.ts';
import { verifyInclusion } from './verifyInclusion.ts';

export interface PeriodCertificate {
  cose: Uint8Array;
  certificate: KeyCertificate;
}

/** A stream of a period proof with its headers read. */
export interface PeriodStream extends Omit<PeriodProofStream, 'headers'> {
  headers: SignedBatchHeader[];
}

/**
 * Reads the headers of every stream and holds the proof to its order, which leaves one form for one content.
 *
 * @throws DatacarError PROOF_MALFORMED, HEADER_MALFORMED
 */
export function readPeriodStreams(proof: PeriodProof): PeriodStream[] {
  if (proof.fromMs >= proof.toMs) throw malformed('the period is empty');
  requireAscending(proof.streams, (left, right) => compareBytes(left.stream, right.stream), 'streams');
  return proof.streams.map((stream) => {
    const headers = stream.headers.map(decodeSignedBatchHeader);
    for (const { header } of headers) {
      if (header.vehicle !== proof.vehicle || !equalBytes(header.stream, stream.stream)) {
        throw malformed('a header is of another vehicle or stream');
      }
    }
    requireAscending(
      headers,
      (left, right) =>
        left.header.sequence - right.header.sequence || compareBytes(left.headerHash, right.headerHash),
      'headers',
    );
    requireAscending(stream.inclusions, (left, right) => left.headerIndex - right.headerIndex, 'inclusions');
    requireAscending(
      stream.readings,
      (left, right) => left.headerIndex - right.headerIndex || left.index - right.index,
      'readings',
    );
    return { ...stream, headers };
  });
}

/**
 * Checks that every header is signed by the key that its certificate names.
 *
 * @throws DatacarError PROOF_CERTIFICATE_MISMATCH, SIGNATURE_INVALID, SIGNATURE_HIGH_S
 */
export function checkStreamSignatures(
  { headers }: PeriodStream,
  certificates: ReadonlyMap<number, PeriodCertificate>,
): void {
  for (const { cose, header } of headers) {
    const certificate = certificates.get(header.keyIndex)?.certificate;
    if (certificate === undefined) {
      throw new DatacarError('PROOF_CERTIFICATE_MISMATCH', `No certificate is of the key ${header.keyIndex}`);
    }
    checkHeaderOfCertificate(header, certificate);
    verifyCose1({ cose, domain: signatureDomains.batch, publicKey: certificate.publicKey });
  }
}

/**
 * Checks the stream's map entry, and that every run of linked headers ends either in that entry or in a
 * header with an inclusion proof; the links carry it to the rest of the run. A header that is one side of a
 * fork needs neither: the car's own two signatures are the evidence.
 *
 * @throws DatacarError PROOF_NOT_IN_LOG, PROOF_MALFORMED
 */
export function checkStreamInLog(stream: PeriodStream, vehicle: number, checkpoint: Checkpoint): void {
  const { mapEntry, headers } = stream;
  const { sequence: lastSequence, headerHash, index, path } = mapEntry;
  const leafHash = hashStreamMapEntry({ vehicle, stream: stream.stream, lastSequence, headerHash });
  if (!verifyInclusion({ leafHash, index, size: checkpoint.mapSize, path, root: checkpoint.mapRoot })) {
    throw new DatacarError('PROOF_NOT_IN_LOG', 'The map entry is not in the map that the checkpoint states');
  }
  const inclusions = new Map(stream.inclusions.map((inclusion) => [inclusion.headerIndex, inclusion]));
  for (const { headerIndex, isForked } of findRunEnds(headers, mapEntry)) {
    const inclusion = inclusions.get(headerIndex);
    if (inclusion === undefined && isForked) continue;
    const signed = headers[headerIndex];
    if (signed === undefined || inclusion === undefined || !isInLog(signed, inclusion, checkpoint)) {
      throw new DatacarError(
        'PROOF_NOT_IN_LOG',
        `The header ${signed?.header.sequence} is not shown to be in the log`,
      );
    }
    inclusions.delete(headerIndex);
  }
  if (inclusions.size > 0) throw malformed('an inclusion proof is of no header that needs one');
}

function isInLog(
  { headerHash }: SignedBatchHeader,
  { logIndex, logPath }: PeriodProofInclusion,
  { size, root }: Checkpoint,
): boolean {
  return verifyInclusion({ leafHash: hashLeaf(headerHash), index: logIndex, size, path: logPath, root });
}

function requireAscending<Item>(
  items: readonly Item[],
  compare: (left: Item, right: Item) => number,
  what: string,
): void {
  let previous: Item | undefined;
  for (const item of items) {
    if (previous !== undefined && compare(previous, item) >= 0)
      throw malformed(`the ${what} are not ascending`);
    previous = item;
  }
}

function malformed(reason: string): DatacarError {
  return new DatacarError('PROOF_MALFORMED', `The proof is malformed: ${reason}`);
}
