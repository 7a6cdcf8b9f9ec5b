// SPDX-License-Identifier: Apache-2.0
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';

/** A batch on its way. */
export interface OutgoingBatch {
  /** Hex. */
  headerHash: string;
  wire: Uint8Array;
}

/** How long an answer may take: a server syncs within a second; the rest is for the road. */
export const ANSWER_TIMEOUT_MS = 30_000;

/** One open way to a server. Once it is lost it stays lost: `openUplink` opens the next. */
export interface Connection {
  /**
   * Sends one batch and waits for what the server says about it. Batches arrive in the order of the calls.
   *
   * @throws DatacarError when the connection is lost or no answer comes in time.
   */
  send(batch: OutgoingBatch): Promise<IngestAnswer>;
  /** Resolves when the connection is lost or closed, with the reason. */
  readonly lost: Promise<Error | undefined>;
  /** Waits a moment for answers that are due, then closes. */
  close(): Promise<void>;
}

/** A protocol to send by. */
export interface Transport {
  readonly kind: 'mqtt' | 'http';
  /** Without credentials. */
  readonly url: string;
  /** How many batches of one stream may be on their way at once. */
  readonly windowBatches: number;
  /** @throws DatacarError BROKER_UNREACHABLE, BROKER_REFUSED, SERVER_UNREACHABLE */
  open(): Promise<Connection>;
}
