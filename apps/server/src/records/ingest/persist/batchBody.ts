// SPDX-License-Identifier: Apache-2.0
import { encodeUtf8 } from '@datacar/core/encoding/encodeUtf8';
import {
  createCborWriter,
  MAJOR_BYTES,
  MAJOR_MAP,
  MAJOR_TEXT,
  writeHead,
  writeString,
} from '@datacar/core/records/CborWriter';

const HEADER_KEY = encodeUtf8('header');
/** Map and key heads, the key, and the head of the header. */
const PREFIX_BYTES_MAX = 32;

/**
 * The part of a wire batch that is private: everything behind its header. The header is stored beside it in clear,
 * so that gaps stay provable when the readings are erased, and it would not compress anyway.
 */
export function bodyOfBatch(wire: Uint8Array, cose: Uint8Array): Uint8Array {
  return wire.subarray(prefixOf(cose).length);
}

/** The wire batch again. */
export function batchOfBody(body: Uint8Array, cose: Uint8Array): Uint8Array {
  const prefix = prefixOf(cose);
  const wire = new Uint8Array(prefix.length + body.length);
  wire.set(prefix);
  wire.set(body, prefix.length);
  return wire;
}

/** Deterministic CBOR, so it follows from the header. */
function prefixOf(cose: Uint8Array): Uint8Array {
  const writer = createCborWriter(PREFIX_BYTES_MAX + cose.length);
  writeHead(writer, MAJOR_MAP, 3);
  writeString(writer, MAJOR_TEXT, HEADER_KEY);
  writeString(writer, MAJOR_BYTES, cose);
  return writer.bytes.subarray(0, writer.offset);
}
