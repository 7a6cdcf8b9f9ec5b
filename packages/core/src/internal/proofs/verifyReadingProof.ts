// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../../errors/DatacarError.ts';
import { decodeKeyCertificate } from '../../records/decodeKeyCertificate.ts';
import { decodeSignedBatchHeader } from '../../records/decodeSignedBatchHeader.ts';
import { hashLeaf } from '../../records/merkleHashes.ts';
import type { ReadingVerdict } from '../../records/ProofVerdict.ts';
import { parseAnchorTransaction } from '../../records/parseAnchorTransaction.ts';
import type { ReadingProof } from '../../records/ReadingProof.ts';
import { signatureDomains } from '../../records/signatureDomains.ts';
import type { VerifyProofOptions } from '../../records/VerifyProofOptions.ts';
import { verifyCose1 } from '../../records/verifyCose1.ts';
import { verifyInclusion } from '../../records/verifyInclusion.ts';
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
import { checkHeaderOfCertificate } from './checkHeaderOfCertificate.ts';
import { checkReadingInBatch } from './checkReadingInBatch.ts';
import { once } from './once.ts';
import { readProofCheckpoint } from './readProofCheckpoint.ts';
import { runProofSteps } from './runProofSteps.ts';
import { toProvedReading } from './toProvedReading.ts';

/** Verifies a decoded proof of one reading; see `verifyProof`. */
export function verifyReadingProof(proof: ReadingProof, { trust }: VerifyProofOptions): ReadingVerdict {
  const signed = once(() => decodeSignedBatchHeader(proof.header));
  const certificate = once(() => decodeKeyCertificate(proof.certificate));
  const note = once(() => readProofCheckpoint(proof.checkpoint));

  const results = runProofSteps(
    {
      readingInBatch() {
        const { reading, salt, index, batchPath: path } = proof;
        checkReadingInBatch({ reading, salt, index, path, header: signed().header });
        return BELIEVE_NOBODY;
      },
      signedByCarKey() {
        const { header } = signed();
        const { publicKey } = certificate();
        checkHeaderOfCertificate(header, certificate());
        verifyCose1({ cose: proof.header, domain: signatureDomains.batch, publicKey });
        return believeSigner([header.source]);
      },
      keyCertifiedBy: () => believeIssuers([checkCertificate(proof.certificate, certificate(), trust)]),
      inLog() {
        const { size, root } = note().checkpoint;
        const leafHash = hashLeaf(signed().headerHash);
        if (!verifyInclusion({ leafHash, index: proof.logIndex, size, path: proof.logPath, root })) {
          throw new DatacarError(
            'PROOF_NOT_IN_LOG',
            'The header is not in the log that the checkpoint states',
          );
        }
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

  return { kind: 'reading', ...results, ...describe(proof, signed) };
}

/** What the file shows, as far as its header can be read. */
function describe(
  proof: ReadingProof,
  signed: () => ReturnType<typeof decodeSignedBatchHeader>,
): Pick<ReadingVerdict, 'reading' | 'vehicle'> {
  try {
    const { header } = signed();
    return {
      reading: toProvedReading(proof.reading, header),
      vehicle: { id: header.vehicle, did: formatVehicleDid(header) },
    };
  } catch (error) {
    if (error instanceof DatacarError) return {};
    throw error;
  }
}
