// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '../../encoding/encodeHex.ts';
import { DatacarError } from '../../errors/DatacarError.ts';
import { decodeKeyCertificate } from '../../records/decodeKeyCertificate.ts';
import type { PeriodProof } from '../../records/PeriodProof.ts';
import type { PeriodVerdict } from '../../records/ProofVerdict.ts';
import { parseAnchorTransaction } from '../../records/parseAnchorTransaction.ts';
import type { VerifyProofOptions } from '../../records/VerifyProofOptions.ts';
import { formatVehicleDid } from '../../vehicles/formatVehicleDid.ts';
import {
  BELIEVE_NOBODY,
  believeAnchor,
  believeIssuers,
  believeLog,
  believeSigner,
} from './believeSentences.ts';
import { checkAnchor } from './checkAnchor.ts';
import { checkCertificate } from './checkCertificate.ts';
import { checkCheckpointSignature } from './checkCheckpointSignature.ts';
import { checkReadingInBatch } from './checkReadingInBatch.ts';
import { checkStreamInLog } from './checkStreamInLog.ts';
import { checkStreamSignatures } from './checkStreamSignatures.ts';
import { describePeriod } from './describePeriod.ts';
import { once } from './once.ts';
import type { PeriodCertificate } from './PeriodStream.ts';
import { readPeriodStreams } from './readPeriodStreams.ts';
import { readProofCheckpoint } from './readProofCheckpoint.ts';
import { runProofSteps } from './runProofSteps.ts';

/** Verifies a decoded proof of a period; see `verifyProof`. */
export function verifyPeriodProof(proof: PeriodProof, options: VerifyProofOptions): PeriodVerdict {
  const { trust } = options;
  const streams = once(() => readPeriodStreams(proof));
  const certificates = once(() => readCertificates(proof));
  const note = once(() => readProofCheckpoint(proof.checkpoint));

  const results = runProofSteps(
    {
      readingInBatch() {
        for (const { headers, readings } of streams()) {
          for (const { headerIndex, ...shown } of readings) {
            const signed = headers[headerIndex];
            if (signed === undefined) throw new DatacarError('PROOF_MALFORMED', 'A reading names no header');
            checkReadingInBatch({ ...shown, header: signed.header });
          }
        }
        return BELIEVE_NOBODY;
      },
      signedByCarKey() {
        const used = new Set<number>();
        for (const stream of streams()) {
          checkStreamSignatures(stream, certificates());
          for (const { header } of stream.headers) used.add(header.keyIndex);
        }
        if (used.size !== proof.certificates.length) {
          throw new DatacarError(
            'PROOF_MALFORMED',
            'A certificate is of a key that signed none of the headers',
          );
        }
        return believeSigner(streams().flatMap(({ headers }) => headers.map(({ header }) => header.source)));
      },
      keyCertifiedBy() {
        const issuers = [...certificates().values()].map(({ cose, certificate }) =>
          checkCertificate(cose, certificate, trust),
        );
        return believeIssuers(issuers);
      },
      inLog() {
        for (const stream of streams()) checkStreamInLog(stream, proof.vehicle, note().checkpoint);
        return BELIEVE_NOBODY;
      },
      checkpointSignedBy: () =>
        believeLog(checkCheckpointSignature(proof.checkpoint, note().checkpoint, trust), trust),
      signedForAnchoring() {
        const anchor = parseAnchorTransaction(proof.anchor);
        checkAnchor(anchor, note().checkpoint, trust);
        return believeAnchor(anchor.sender);
      },
    },
    trust === undefined ? 'claimed' : 'pinned',
  );

  const { vehicle, fromMs, toMs } = proof;
  const bounds = { kind: 'period' as const, fromMs, toMs };
  try {
    const [first] = [...certificates().values()];
    const did =
      first === undefined ? {} : { vehicle: { id: vehicle, did: formatVehicleDid(first.certificate) } };
    return { ...bounds, ...results, ...did, ...describePeriod(proof, streams(), options) };
  } catch (error) {
    if (!(error instanceof DatacarError)) throw error;
    return { ...bounds, ...results, gaps: [], streams: [], readings: [] };
  }
}

/** The certificates by key index. */
function readCertificates(proof: PeriodProof): Map<number, PeriodCertificate> {
  const byKeyIndex = new Map<number, PeriodCertificate>();
  let previous = -1;
  for (const cose of proof.certificates) {
    const certificate = decodeKeyCertificate(cose);
    if (certificate.keyIndex <= previous) {
      throw new DatacarError('PROOF_MALFORMED', 'The certificates are not ascending by key index');
    }
    if (certificate.vehicle !== proof.vehicle) {
      throw new DatacarError(
        'PROOF_CERTIFICATE_MISMATCH',
        `A certificate is of vehicle ${certificate.vehicle}, key ${encodeHex(certificate.publicKey)}`,
      );
    }
    previous = certificate.keyIndex;
    byKeyIndex.set(certificate.keyIndex, { cose, certificate });
  }
  return byKeyIndex;
}
