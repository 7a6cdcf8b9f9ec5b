// SPDX-License-Identifier: Apache-2.0

/** How many readings of acknowledged batches a server had, and what became of them. */
export interface QueueTotals {
  /** Batches the server has signed for. */
  batches: number;
  added: number;
  duplicates: number;
  conflicts: number;
  /** Batches that no server will have. */
  gaps: number;
}

/** Where a stream stands: what the next header has to say. */
export interface StreamHead {
  /** Of the next header. */
  sequence: number;
  /** Hash of the last header, hex; zeros when there is none. */
  previousHash: string;
  /** End of the last header; nothing earlier may be signed again. 0 when there is none. */
  toMs: number;
  /** When the last header promised the next one; 0 when it did not. */
  nextByMs: number;
}

export interface HeadRecord extends StreamHead {
  kind: 'head';
  totals: QueueTotals;
}

export interface BatchRecord {
  kind: 'batch';
  sequence: number;
  /** Hex. */
  headerHash: string;
  fromMs: number;
  toMs: number;
  count: number;
  nextByMs: number;
  /** The signed header, base64url: what stays as evidence when the batch itself has to go. */
  header: string;
}

export interface AcknowledgedRecord {
  kind: 'acknowledged';
  sequence: number;
  added: number;
  duplicates: number;
  conflicts: number;
  receivedAtMs: number;
  includeByMs: number;
  /** The signed acknowledgement, base64url. */
  acknowledgement: string;
  /** Signed for once more, after the server had lost it; counted the first time. */
  isRepeat: boolean;
}

export interface IncludedRecord {
  kind: 'included';
  sequence: number;
  logIndex: number;
}

export interface GapRecord {
  kind: 'gap';
  sequence: number;
  code: string;
  /** Whether no server has it; the copy of an acknowledged batch may be dropped without a loss. */
  isLost: boolean;
}

export type QueueRecord = HeadRecord | BatchRecord | AcknowledgedRecord | IncludedRecord | GapRecord;

/** A record with the bytes that belong to it: the wire batch of a batch, nothing for the others. */
export interface QueueItem {
  record: QueueRecord;
  bytes: Uint8Array;
}

export interface DecodedQueueItem {
  record: QueueRecord;
  /** Where its bytes lie in the payload. */
  bytesOffset: number;
  bytesLength: number;
}

const LENGTHS_BYTES = 8;
const NOTHING = new Uint8Array(0);

export function queueItem(record: QueueRecord, bytes: Uint8Array = NOTHING): QueueItem {
  return { record, bytes };
}

/** The records of one frame: for each, the lengths of its JSON and of its bytes, then both. */
export function encodeQueueItems(items: readonly QueueItem[]): Buffer {
  return Buffer.concat(
    items.flatMap(({ record, bytes }) => {
      const json = Buffer.from(JSON.stringify(record), 'utf8');
      const lengths = Buffer.allocUnsafe(LENGTHS_BYTES);
      lengths.writeUInt32LE(json.length, 0);
      lengths.writeUInt32LE(bytes.length, 4);
      return [lengths, json, bytes];
    }),
  );
}

/** Reverses `encodeQueueItems`. A frame's checksum has been verified, so its content is what was written. */
export function decodeQueueItems(payload: Buffer): DecodedQueueItem[] {
  const items: DecodedQueueItem[] = [];
  for (let position = 0; position < payload.length; ) {
    const jsonStart = position + LENGTHS_BYTES;
    const bytesOffset = jsonStart + payload.readUInt32LE(position);
    const bytesLength = payload.readUInt32LE(position + 4);
    const record = JSON.parse(payload.toString('utf8', jsonStart, bytesOffset)) as QueueRecord;
    items.push({ record, bytesOffset, bytesLength });
    position = bytesOffset + bytesLength;
  }
  return items;
}
