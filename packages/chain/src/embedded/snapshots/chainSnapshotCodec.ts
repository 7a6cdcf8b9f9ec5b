// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { CborMap } from '@datacar/core/encoding/CborValue';
import { decodeCbor } from '@datacar/core/encoding/decodeCbor';
import { encodeCbor } from '@datacar/core/encoding/encodeCbor';
import { bytesToHex, hexToBytes } from 'viem';
import type { ChainSnapshot } from './ChainSnapshot.ts';

/*
 * A snapshot's file: SHA-256 of all that follows (32 bytes), length of the header (4 bytes, big endian), header
 * (CBOR), state.
 */
const HASH_BYTES = 32;
const PREFIX_BYTES = HASH_BYTES + 4;

/** A full pool of the largest transactions does not fit; such a snapshot is not written. */
export const SNAPSHOT_HEADER_BYTES_MAX = 64 * 1024 * 1024;

export function encodeChainSnapshot({ state, ...header }: ChainSnapshot): Buffer {
  const encoded = encodeCbor({
    ...header,
    blockHash: hexToBytes(header.blockHash),
    journalHash: Buffer.from(header.journalHash, 'latin1'),
    pending: header.pending.map((raw) => hexToBytes(raw)),
  });
  const file = Buffer.allocUnsafe(PREFIX_BYTES + encoded.length + state.length);
  file.writeUInt32BE(encoded.length, HASH_BYTES);
  file.set(encoded, PREFIX_BYTES);
  file.set(state, PREFIX_BYTES + encoded.length);
  file.write(hash('sha256', file.subarray(HASH_BYTES), 'hex'), 0, 'hex');
  return file;
}

/** @returns undefined when the file is damaged in any way. */
export function decodeChainSnapshot(file: Buffer): ChainSnapshot | undefined {
  if (file.length < PREFIX_BYTES) return undefined;
  if (hash('sha256', file.subarray(HASH_BYTES), 'hex') !== file.toString('hex', 0, HASH_BYTES))
    return undefined;
  const headerEnd = PREFIX_BYTES + file.readUInt32BE(HASH_BYTES);
  try {
    // The checksum says that we wrote it, so its fields are what we wrote.
    const header = decodeCbor(file.subarray(PREFIX_BYTES, headerEnd), {
      bytesMax: SNAPSHOT_HEADER_BYTES_MAX,
    }) as CborMap & { pending: Uint8Array[]; blockHash: Uint8Array; journalHash: Uint8Array };
    if (header.version !== 1) return undefined;
    return {
      ...(header as unknown as ChainSnapshot),
      blockHash: bytesToHex(header.blockHash),
      journalHash: Buffer.from(header.journalHash).toString('latin1'),
      pending: header.pending.map((raw) => bytesToHex(raw)),
      state: file.subarray(headerEnd),
    };
  } catch {
    return undefined;
  }
}
