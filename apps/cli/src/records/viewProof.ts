// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { decodeKeyCertificate } from '@datacar/core/records/decodeKeyCertificate';
import { decodeProof } from '@datacar/core/records/decodeProof';
import { decodeSignedBatchHeader } from '@datacar/core/records/decodeSignedBatchHeader';
import { parseAnchorTransaction } from '@datacar/core/records/parseAnchorTransaction';

/** A proof file as JSON: bytes as 0x-hex, and what is signed beside it taken apart. Undefined when it cannot be read. */
export function viewProof(bytes: Uint8Array): unknown {
  try {
    const proof = decodeProof(bytes);
    const shared = { checkpoint: proof.checkpoint, anchor: signed(proof.anchor, parseAnchorTransaction) };
    if (proof.kind === 'reading') {
      const { header, certificate } = proof;
      return toJson({
        ...proof,
        ...shared,
        header: signed(header, readHeader),
        certificate: signed(certificate, decodeKeyCertificate),
      });
    }
    return toJson({
      ...proof,
      ...shared,
      certificates: proof.certificates.map((certificate) => signed(certificate, decodeKeyCertificate)),
      streams: proof.streams.map((stream) => ({
        ...stream,
        headers: stream.headers.map((header) => signed(header, readHeader)),
      })),
    });
  } catch (error) {
    if (error instanceof DatacarError) return undefined;
    throw error;
  }
}

function readHeader(cose: Uint8Array): object {
  const { header, headerHash } = decodeSignedBatchHeader(cose);
  return { ...header, headerHash };
}

/** The bytes as they are signed, and what they say. */
function signed(bytes: Uint8Array, decode: (bytes: Uint8Array) => object): object {
  return { ...decode(bytes), signed: bytes };
}

function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return encodeHex(value);
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  }
  return value;
}
