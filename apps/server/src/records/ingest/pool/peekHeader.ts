// SPDX-License-Identifier: Apache-2.0
import { createCborReader, readHead, readString } from '@datacar/core/records/CborReader';
import { MAJOR_BYTES, MAJOR_MAP, MAJOR_TEXT } from '@datacar/core/records/CborWriter';
import { decodeSignedBatchHeader } from '@datacar/core/records/decodeSignedBatchHeader';

/** Which batch a refused one claims to be, so that the car can tell which one was meant; undefined when unreadable. */
export function peekHeader(wire: Uint8Array): { headerHash: Uint8Array; sequence: number } | undefined {
  try {
    const reader = createCborReader(wire);
    readHead(reader, MAJOR_MAP);
    readString(reader, MAJOR_TEXT);
    const { header, headerHash } = decodeSignedBatchHeader(readString(reader, MAJOR_BYTES).slice());
    return { headerHash, sequence: header.sequence };
  } catch {
    return undefined;
  }
}
