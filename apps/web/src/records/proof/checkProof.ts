// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '@datacar/core/crypto/browserCrypto';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { equalBytes } from '@datacar/core/encoding/equalBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { decodeProof } from '@datacar/core/records/decodeProof';
import { decodeSignedBatchHeader } from '@datacar/core/records/decodeSignedBatchHeader';
import type { ProofVerdict } from '@datacar/core/records/ProofVerdict';
import { parseAnchorTransaction } from '@datacar/core/records/parseAnchorTransaction';
import { trustAnchorsCodec } from '@datacar/core/records/trustAnchorsCodec';
import { verifyProof } from '@datacar/core/records/verifyProof';

/** A window of time for which a car signed a batch. */
export interface SignedWindow {
  stream: string;
  fromMs: number;
  toMs: number;
}

export interface CheckedProof {
  verdict: ProofVerdict;
  fileBytes: number;
  /** SHA-256 of the file, 0x-hex. */
  fileHash: string;
  /** Of a period, where its batches stand in time. */
  windows: SignedWindow[];
  /** What the file says of the anchor; only a chain can say that it stands. */
  anchor: { transactionHash: string; logId: number; size: number; sender: string } | null;
}

export interface TrustSummary {
  chainId: number;
  members: { name: string; account: string; roles: string[] }[];
  servers: { origin: string; member: string }[];
  /** SHA-256 of the file, for comparing it over another way. */
  fingerprint: string;
}

export interface CheckProofOptions {
  trustFile: Uint8Array | null;
  /** When the anchor was taken, once a chain was asked; a period counts its rest only until then. */
  anchoredAtMs?: number | undefined;
}

/** Verifies a file with nothing but the two files: no server takes part. */
export function checkProof(file: Uint8Array, { trustFile, anchoredAtMs }: CheckProofOptions): CheckedProof {
  const verdict = verifyProof(file, {
    ...(trustFile === null ? {} : { trust: trustAnchorsCodec.decode(trustFile) }),
    ...(anchoredAtMs === undefined ? {} : { anchoredAtMs }),
  });
  const anchor = attempt(() => {
    const { hash, logId, size, sender } = parseAnchorTransaction(decodeProof(file).anchor);
    return { transactionHash: encodeHex(hash), logId: Number(logId), size, sender: encodeHex(sender) };
  });
  return {
    verdict,
    fileBytes: file.length,
    fileHash: encodeHex(sha256(file)),
    windows: attempt(() => windowsOf(file)) ?? [],
    anchor: anchor ?? null,
  };
}

/** @throws DatacarError TRUST_MALFORMED */
export function readTrustFile(file: Uint8Array): TrustSummary {
  const { chainId, members, servers } = trustAnchorsCodec.decode(file);
  return {
    chainId,
    members: members.map(({ name, account, roles }) => ({ name, account: encodeHex(account), roles })),
    servers: servers.map(({ origin, member }) => ({
      origin,
      member: members.find(({ account }) => equalBytes(account, member))?.name ?? encodeHex(member),
    })),
    fingerprint: encodeHex(sha256(file)),
  };
}

function windowsOf(file: Uint8Array): SignedWindow[] {
  const proof = decodeProof(file);
  if (proof.kind === 'reading') return [];
  return proof.streams.flatMap(({ headers }) =>
    headers.map((cose) => {
      const { stream, fromMs, toMs } = decodeSignedBatchHeader(cose).header;
      return { stream: encodeHex(stream), fromMs, toMs };
    }),
  );
}

/** A damaged file simply shows less; what is wrong with it is the verdict's to say. */
function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DatacarError) return undefined;
    throw error;
  }
}
