// SPDX-License-Identifier: Apache-2.0
import { FLOAT64 } from './CborWriter.ts';

/**
 * A strict cursor over deterministic CBOR, for hot paths; everything else uses `decodeCbor`, against which
 * these functions are property-tested. All of them throw `CborSyntaxError`.
 */
export interface CborReader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  offset: number;
}

export class CborSyntaxError extends Error {
  override readonly name = 'CborSyntaxError';
}

export function createCborReader(bytes: Uint8Array): CborReader {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
}

/** Reads the head of an item of this major type and returns its argument, in its shortest form only. */
export function readHead(reader: CborReader, major: number): number {
  const { bytes, view, offset } = reader;
  const initial = bytes[offset];
  if (initial === undefined) throw new CborSyntaxError('the bytes end inside an item');
  if ((initial & 0xe0) !== major) throw new CborSyntaxError(`an item of another type at byte ${offset}`);
  const short = initial & 0x1f;
  if (short < 24) {
    reader.offset = offset + 1;
    return short;
  }
  if (short > 27) throw new CborSyntaxError(`an indefinite or reserved length at byte ${offset}`);
  const width = 1 << (short - 24);
  if (offset + 1 + width > bytes.length) throw new CborSyntaxError('the bytes end inside an item');
  reader.offset = offset + 1 + width;
  const { argument, least } = readArgument(view, offset + 1, width);
  if (argument < least) throw new CborSyntaxError(`a longer form than needed at byte ${offset}`);
  if (argument > Number.MAX_SAFE_INTEGER)
    throw new CborSyntaxError(`a number above 2^53 - 1 at byte ${offset}`);
  return argument;
}

function readArgument(view: DataView, offset: number, width: number): { argument: number; least: number } {
  if (width === 1) return { argument: view.getUint8(offset), least: 24 };
  if (width === 2) return { argument: view.getUint16(offset), least: 0x100 };
  if (width === 4) return { argument: view.getUint32(offset), least: 0x10000 };
  return {
    argument: view.getUint32(offset) * 0x100000000 + view.getUint32(offset + 4),
    least: 0x100000000,
  };
}

/** Reads a negative or non-negative integer. */
export function readInteger(reader: CborReader): number {
  const initial = reader.bytes[reader.offset];
  if (initial === undefined || initial >> 5 !== 1) return readHead(reader, 0x00);
  const argument = readHead(reader, 0x20);
  if (argument === Number.MAX_SAFE_INTEGER) throw new CborSyntaxError('a number below -(2^53 - 1)');
  return -1 - argument;
}

/** Reads a float64; shorter floats are not deterministic here. The value may be any, also NaN. */
export function readFloat64(reader: CborReader): number {
  const { bytes, view, offset } = reader;
  if (bytes[offset] !== FLOAT64) throw new CborSyntaxError(`no float64 at byte ${offset}`);
  if (offset + 9 > bytes.length) throw new CborSyntaxError('the bytes end inside an item');
  reader.offset = offset + 9;
  return view.getFloat64(offset + 1);
}

/** Reads a byte string or the bytes of a text, by its major type; the result is a view. */
export function readString(reader: CborReader, major: number): Uint8Array {
  const length = readHead(reader, major);
  const { bytes, offset } = reader;
  if (length > bytes.length - offset) throw new CborSyntaxError('the bytes end inside an item');
  reader.offset = offset + length;
  return bytes.subarray(offset, offset + length);
}
