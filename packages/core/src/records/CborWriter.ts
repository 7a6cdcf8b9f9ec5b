// SPDX-License-Identifier: Apache-2.0

/**
 * Where the specialised encoders write: a buffer that its owner made large enough, and a position. Only for
 * hot paths; everything else uses `encodeCbor`, against which these functions are property-tested.
 */
export interface CborWriter {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  offset: number;
}

export const MAJOR_UNSIGNED = 0x00;
export const MAJOR_NEGATIVE = 0x20;
export const MAJOR_BYTES = 0x40;
export const MAJOR_TEXT = 0x60;
export const MAJOR_ARRAY = 0x80;
export const MAJOR_MAP = 0xa0;
export const SIMPLE_FALSE = 0xf4;
export const SIMPLE_TRUE = 0xf5;
export const FLOAT64 = 0xfb;

export function createCborWriter(bytesMax: number): CborWriter {
  const bytes = new Uint8Array(bytesMax);
  return { bytes, view: new DataView(bytes.buffer), offset: 0 };
}

/** Writes the head of an item: its major type and the shortest form of its argument. */
export function writeHead(writer: CborWriter, major: number, argument: number): void {
  const { bytes, view, offset } = writer;
  if (argument < 24) {
    bytes[offset] = major | argument;
    writer.offset = offset + 1;
  } else if (argument < 0x100) {
    bytes[offset] = major | 24;
    bytes[offset + 1] = argument;
    writer.offset = offset + 2;
  } else if (argument < 0x10000) {
    bytes[offset] = major | 25;
    view.setUint16(offset + 1, argument);
    writer.offset = offset + 3;
  } else if (argument < 0x100000000) {
    bytes[offset] = major | 26;
    view.setUint32(offset + 1, argument);
    writer.offset = offset + 5;
  } else {
    bytes[offset] = major | 27;
    view.setUint32(offset + 1, Math.floor(argument / 0x100000000));
    view.setUint32(offset + 5, argument % 0x100000000);
    writer.offset = offset + 9;
  }
}

export function writeInteger(writer: CborWriter, value: number): void {
  if (value >= 0) writeHead(writer, MAJOR_UNSIGNED, value);
  else writeHead(writer, MAJOR_NEGATIVE, -1 - value);
}

export function writeFloat64(writer: CborWriter, value: number): void {
  writer.bytes[writer.offset] = FLOAT64;
  writer.view.setFloat64(writer.offset + 1, value);
  writer.offset += 9;
}

export function writeBoolean(writer: CborWriter, value: boolean): void {
  writer.bytes[writer.offset] = value ? SIMPLE_TRUE : SIMPLE_FALSE;
  writer.offset += 1;
}

/** Writes bytes as they are, without a head. */
export function writeRaw(writer: CborWriter, bytes: Uint8Array): void {
  writer.bytes.set(bytes, writer.offset);
  writer.offset += bytes.length;
}

/** Writes a byte string or the UTF-8 of a text, by its major type. */
export function writeString(writer: CborWriter, major: number, bytes: Uint8Array): void {
  writeHead(writer, major, bytes.length);
  writeRaw(writer, bytes);
}
