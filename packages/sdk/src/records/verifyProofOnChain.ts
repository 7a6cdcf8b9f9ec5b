// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { decodeKeyCertificate } from '@datacar/core/records/decodeKeyCertificate';
import { decodeProof } from '@datacar/core/records/decodeProof';
import { decodeSignedBatchHeader } from '@datacar/core/records/decodeSignedBatchHeader';
import type { KeyCertificate } from '@datacar/core/records/KeyCertificate';
import type { PeriodProof } from '@datacar/core/records/PeriodProof';
import type { ProofFailure } from '@datacar/core/records/ProofVerdict';
import type { ReadingProof } from '@datacar/core/records/ReadingProof';
import type { SignedBatchHeader } from '@datacar/core/records/SignedBatchHeader';
import type { TrustAnchors } from '@datacar/core/records/TrustAnchors';
import { checkDeviceKeyOnChain } from '../internal/checkDeviceKeyOnChain.ts';
import { type ChainReader, openChainReader } from '../internal/openChainReader.ts';
import { type AnchorOnChain, readAnchorOnChain } from '../internal/readAnchorOnChain.ts';

export interface VerifyProofOnChainParameters {
  /** The bytes of a `.datacar` file that `verifyProof` has found good. */
  proof: Uint8Array;
  trust: TrustAnchors;
  /** JSON-RPC endpoint of a node that you believe, http(s). */
  rpcUrl: string;
}

export interface ChainProofStep {
  name: 'anchoredAtBlock' | 'keyValidThen';
  ok: boolean;
  trust: 'chain';
  /** Whom one must believe for this step, in a sentence. */
  believe: string;
  failure?: ProofFailure;
}

export interface VerifyProofOnChainReturnType {
  steps: ChainProofStep[];
  /** Where the anchor stands, when it stands. */
  anchor?: AnchorOnChain;
}

/**
 * Asks a chain what a proof file cannot say: that the anchor stands, since when, and that the car's key was
 * valid then. What the file says by itself is `verifyProof`'s to check, before.
 *
 * @throws DatacarError CHAIN_UNREACHABLE, CHAIN_MISMATCH when the node is of another chain than the trust anchors
 *
 * @example
 * import { verifyProofOnChain } from '@datacar/sdk/records/verifyProofOnChain';
 *
 * const { steps, anchor } = await verifyProofOnChain({ proof, trust, rpcUrl: 'http://127.0.0.1:8080/rpc' });
 */
export async function verifyProofOnChain({
  proof: bytes,
  trust,
  rpcUrl,
}: VerifyProofOnChainParameters): Promise<VerifyProofOnChainReturnType> {
  const proof = decodeProof(bytes);
  const chain = await openChainReader(rpcUrl, trust);

  let anchor: AnchorOnChain | undefined;
  const anchored = await runStep('anchoredAtBlock', chain, async () => {
    anchor = await readAnchorOnChain(proof.anchor, trust, chain);
  });
  const keyed = await runStep('keyValidThen', chain, async () => {
    if (anchor === undefined) {
      throw new DatacarError(
        'PROOF_NOT_ANCHORED',
        'There is no anchor on this chain to hold the key against',
      );
    }
    for (const part of partsOf(proof)) await checkDeviceKeyOnChain({ ...part, anchor }, trust, chain);
  });
  return { steps: [anchored, keyed], ...(anchor === undefined ? {} : { anchor }) };
}

/** Each certificate with the headers that its key signed. */
function partsOf(
  proof: ReadingProof | PeriodProof,
): { certificate: KeyCertificate; headers: SignedBatchHeader[] }[] {
  const certificates = proof.kind === 'reading' ? [proof.certificate] : proof.certificates;
  const headers =
    proof.kind === 'reading' ? [proof.header] : proof.streams.flatMap((stream) => stream.headers);
  const decoded = headers.map(decodeSignedBatchHeader);
  return certificates.map(decodeKeyCertificate).map((certificate) => ({
    certificate,
    headers: decoded.filter(({ header }) => header.keyIndex === certificate.keyIndex),
  }));
}

async function runStep(
  name: ChainProofStep['name'],
  { believe }: ChainReader,
  check: () => Promise<void>,
): Promise<ChainProofStep> {
  try {
    await check();
    return { name, ok: true, trust: 'chain', believe };
  } catch (error) {
    if (!(error instanceof DatacarError) || error.code === 'CHAIN_UNREACHABLE') throw error;
    const failure = { code: error.code, message: error.message };
    return { name, ok: false, trust: 'chain', believe: 'Nobody: the step does not hold.', failure };
  }
}
