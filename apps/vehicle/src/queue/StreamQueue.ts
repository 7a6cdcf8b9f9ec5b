// SPDX-License-Identifier: Apache-2.0
import type { QueueTotals, StreamHead } from './QueueRecord.ts';

/** A signed batch on its way to the disk. */
export interface SignedBatch {
  sequence: number;
  /** Hash of the header before it, hex. */
  previousHash: string;
  /** Hex. */
  headerHash: string;
  fromMs: number;
  toMs: number;
  count: number;
  nextByMs: number;
  /** The signed header (COSE). */
  header: Uint8Array;
  /** What is sent. */
  wire: Uint8Array;
}

/** A batch that the queue still keeps. */
export interface QueueEntry {
  readonly sequence: number;
  readonly headerHash: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
  readonly header: string;
  readonly wireBytes: number;
  /** The server may have it already: it was sent before, or it was in the queue when the agent started. */
  mayBeKnown: boolean;
  /** The server signed for it before, and then lost it. */
  wasAcknowledged: boolean;
  /** `waiting` for the server's signature; `acknowledged`, and kept until its inclusion is proved. */
  state: 'waiting' | 'acknowledged';
  /** By when the server promised its inclusion; 0 while waiting. */
  includeByMs: number;
}

export interface AcknowledgedBatch {
  sequence: number;
  added: number;
  duplicates: number;
  conflicts: number;
  receivedAtMs: number;
  includeByMs: number;
  acknowledgement: Uint8Array;
}

/** A batch that became a gap, as it stands in `gaps.jsonl`. */
export interface GapEvidence {
  atMs: number;
  sequence: number;
  headerHash: string;
  fromMs: number;
  toMs: number;
  count: number;
  code: string;
  message: string;
  /** The signed header, base64url. */
  header: string;
}

/**
 * The signed batches of one stream of one car, from the moment of signing until the server has signed for them and
 * has proved that they are in its log. Every change is on the disk when its promise resolves; after `kill -9` the
 * queue opens as it was.
 */
export interface StreamQueue {
  readonly folder: string;
  head(): StreamHead;
  totals(): QueueTotals;
  /** The oldest sequence that is still kept; `head().sequence` when none is. */
  firstSequence(): number;
  get(sequence: number): QueueEntry | undefined;
  /** How many entries wait for an acknowledgement, and how many for their inclusion. */
  counts(): { waiting: number; acknowledged: number };
  bytesOnDisk(): number;
  /** How many bytes of an interrupted write were cut off when the queue was opened. */
  readonly bytesCut: number;
  /**
   * Keeps batches that follow the head one after the other. Returns the batches that had to go because the disk limit
   * was reached: they are gaps now.
   */
  append(batches: readonly SignedBatch[]): Promise<GapEvidence[]>;
  acknowledge(batch: AcknowledgedBatch): Promise<void>;
  /** Lets batches go whose inclusion has been verified. */
  include(batches: readonly { sequence: number; logIndex: number }[]): Promise<void>;
  /** Makes a batch a gap; its signed header stays in `gaps.jsonl`. */
  abandon(sequence: number, reason: { code: string; message: string }): Promise<GapEvidence | undefined>;
  /** Sends a batch again that the server signed for and then did not include. Holds until the next opening. */
  requeue(sequence: number): void;
  /** The bytes to send. */
  readWire(sequence: number): Promise<Uint8Array>;
  close(): Promise<void>;
}
