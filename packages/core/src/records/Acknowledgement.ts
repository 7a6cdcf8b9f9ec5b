// SPDX-License-Identifier: Apache-2.0
import type { ChainIdentity } from './ChainIdentity.ts';

/** A server's signed word that a batch is durable and by when it will be in the log. */
export interface Acknowledgement extends ChainIdentity {
  version: 1;
  headerHash: Uint8Array;
  /** Origin of the log that will hold the header hash. */
  log: string;
  receivedAtMs: number;
  includeByMs: number;
}
