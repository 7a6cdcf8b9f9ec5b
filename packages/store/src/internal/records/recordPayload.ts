// SPDX-License-Identifier: Apache-2.0
import type {
  AnchorRecord,
  BatchRecord,
  EraseRecord,
  LogRecord,
  SignedRecord,
} from '../../records/LogRecord.ts';

/** The type byte of a record on disk. Numbers are never used again for something else. */
export const recordTypes = { batch: 1, signed: 2, erase: 3, anchor: 4 } as const;

/** Integers are little-endian: 6 bytes for ids, times and sizes (safe integers), 4 for lengths and epochs. */
const UINT_BYTES = 6;
const FLAG_FORK = 1;

/** The bytes of a record's payload. */
export function encodePayload(record: LogRecord): Buffer[] {
  switch (record.type) {
    case 'batch':
      return [
        uint(record.vehicle),
        uint32(record.ownerEpoch),
        uint(record.receivedAtMs),
        Buffer.of(record.isFork ? FLAG_FORK : 0),
        fixed(record.headerHash, 32),
        fixed(record.keyId, 16),
        ...prefixed(record.header),
        bytes(record.body),
      ];
    case 'signed':
      return [fixed(record.payloadHash, 32), uint(record.receivedAtMs), bytes(record.cose)];
    case 'erase':
      return [
        uint(record.vehicle),
        uint32(record.ownerEpoch),
        uint(record.erasedAtMs),
        ...record.keyIds.map((keyId) => fixed(keyId, 16)),
      ];
    case 'anchor':
      return [
        uint(record.logId),
        uint(record.size),
        fixed(record.root, 32),
        fixed(record.mapRoot, 32),
        uint(record.mapSize),
        ...prefixed(Buffer.from(record.checkpoint)),
        ...prefixed(record.rawTransaction),
        fixed(record.transactionHash, 32),
        uint(record.blockNumber),
        fixed(record.blockHash, 32),
        uint(record.blockTimeMs),
      ];
  }
}

/** @throws RangeError when the bytes are not a payload of this type. */
export function decodePayload(type: number, payload: Buffer): LogRecord {
  const reader = readerOf(payload);
  const record = decodeRecord(type, reader);
  reader.end();
  return record;
}

function decodeRecord(type: number, reader: Reader): LogRecord {
  switch (type) {
    case recordTypes.batch:
      return decodeBatch(reader);
    case recordTypes.signed:
      return decodeSigned(reader);
    case recordTypes.erase:
      return decodeErase(reader);
    case recordTypes.anchor:
      return decodeAnchor(reader);
    default:
      throw new RangeError(`record type ${type} is unknown`);
  }
}

function decodeBatch(reader: Reader): BatchRecord {
  const vehicle = reader.uint();
  const ownerEpoch = reader.uint32();
  const receivedAtMs = reader.uint();
  const isFork = (reader.fixed(1)[0] ?? 0) === FLAG_FORK;
  const headerHash = reader.fixed(32);
  const keyId = reader.fixed(16);
  const header = reader.prefixed();
  return {
    type: 'batch',
    vehicle,
    ownerEpoch,
    headerHash,
    receivedAtMs,
    isFork,
    header,
    keyId,
    body: reader.rest(),
  };
}

function decodeSigned(reader: Reader): SignedRecord {
  const payloadHash = reader.fixed(32);
  const receivedAtMs = reader.uint();
  return { type: 'signed', payloadHash, receivedAtMs, cose: reader.rest() };
}

function decodeErase(reader: Reader): EraseRecord {
  const vehicle = reader.uint();
  const ownerEpoch = reader.uint32();
  const erasedAtMs = reader.uint();
  const keyIds: Uint8Array[] = [];
  while (reader.remaining() > 0) keyIds.push(reader.fixed(16));
  return { type: 'erase', vehicle, ownerEpoch, erasedAtMs, keyIds };
}

function decodeAnchor(reader: Reader): AnchorRecord {
  const logId = reader.uint();
  const size = reader.uint();
  const root = reader.fixed(32);
  const mapRoot = reader.fixed(32);
  const mapSize = reader.uint();
  const checkpoint = Buffer.from(reader.prefixed()).toString();
  const rawTransaction = reader.prefixed();
  const transactionHash = reader.fixed(32);
  const blockNumber = reader.uint();
  const blockHash = reader.fixed(32);
  return {
    type: 'anchor',
    logId,
    size,
    root,
    mapRoot,
    mapSize,
    checkpoint,
    rawTransaction,
    transactionHash,
    blockNumber,
    blockHash,
    blockTimeMs: reader.uint(),
  };
}

function uint(value: number): Buffer {
  const buffer = Buffer.allocUnsafe(UINT_BYTES);
  buffer.writeUIntLE(value, 0, UINT_BYTES);
  return buffer;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.allocUnsafe(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function bytes(value: Uint8Array): Buffer {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

function fixed(value: Uint8Array, length: number): Buffer {
  if (value.length !== length) throw new RangeError(`expected ${length} bytes, got ${value.length}`);
  return bytes(value);
}

function prefixed(value: Uint8Array): [Buffer, Buffer] {
  return [uint32(value.length), bytes(value)];
}

type Reader = ReturnType<typeof readerOf>;

function readerOf(buffer: Buffer) {
  let offset = 0;
  function take(length: number): Buffer {
    if (offset + length > buffer.length) throw new RangeError('the payload ends too early');
    offset += length;
    return buffer.subarray(offset - length, offset);
  }
  return {
    uint: () => take(UINT_BYTES).readUIntLE(0, UINT_BYTES),
    uint32: () => take(4).readUInt32LE(),
    fixed: take,
    prefixed: () => take(take(4).readUInt32LE()),
    rest: () => take(buffer.length - offset),
    remaining: () => buffer.length - offset,
    end() {
      if (offset !== buffer.length) throw new RangeError('the payload goes on behind its end');
    },
  };
}
