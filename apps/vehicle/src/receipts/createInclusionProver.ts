// SPDX-License-Identifier: Apache-2.0
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { hashLeaf } from '@datacar/core/records/merkleHashes';
import { verifyInclusion } from '@datacar/core/records/verifyInclusion';
import type { Client } from '@datacar/sdk/client/Client';
import { type ProveInclusionReturnType, proveInclusion } from '@datacar/sdk/records/proveInclusion';
import type { QueueEntry, StreamQueue } from '../queue/StreamQueue.ts';
import type { LogMonitor } from './openLogMonitor.ts';

/** Questions at once: enough to hide the way to the server, few enough not to crowd it. */
const CONCURRENCY = 16;
/** Batches looked at in one round, so that what is proved is written down soon. */
const ROUND_BATCHES_MAX = 256;
/** How far behind its promise a server may be before the batch is sent again. */
const OVERDUE_MS = 60_000;

export interface ProofRound {
  /** Batches whose inclusion has been verified; they are out of the queue now. */
  included: number[];
  /** Batches that are not in the log yet. */
  missing: number;
  /** Batches that the server promised to include and did not: they wait to be sent again. */
  overdue: number[];
  /** The anchor of the newest batch of this round, if it has one. */
  anchor: ProveInclusionReturnType['anchor'];
}

export interface InclusionProver {
  /** Asks for the inclusion of the oldest acknowledged batches of a queue and lets those go that are proved. */
  proveOldest(queue: StreamQueue): Promise<ProofRound>;
  /** The anchor of a batch; null while it is not anchored. @throws DatacarError NOT_FOUND, INCLUSION_INVALID */
  readAnchor(headerHash: string): Promise<ProveInclusionReturnType['anchor']>;
}

export function createInclusionProver({
  client,
  monitor,
  clock,
}: {
  client: Client;
  monitor: LogMonitor;
  clock: () => number;
}): InclusionProver {
  const prove = async (headerHash: string): Promise<ProveInclusionReturnType> => {
    const answer = await proveInclusion(client, { headerHash: `0x${headerHash}` });
    const { size, root } = await monitor.accept(answer.checkpoint);
    const leafHash = hashLeaf(decodeHex(`0x${headerHash}`, 32));
    const path = answer.logPath.map((hash) => decodeHex(hash, 32));
    if (verifyInclusion({ leafHash, index: answer.logIndex, size, path, root })) return answer;
    throw new DatacarError(
      'INCLUSION_INVALID',
      `The proof that batch ${headerHash} is in the log does not verify.`,
      {
        details: { headerHash, logIndex: answer.logIndex, size },
      },
    );
  };

  const proveEntry = async (entry: QueueEntry): Promise<ProveInclusionReturnType | undefined> => {
    try {
      return await prove(entry.headerHash);
    } catch (error) {
      if (error instanceof DatacarError && error.code === 'NOT_FOUND') return undefined;
      throw error;
    }
  };

  return {
    readAnchor: async (headerHash) => (await prove(headerHash)).anchor,
    proveOldest: async (queue) => {
      const entries = oldestAcknowledged(queue);
      const round: ProofRound = { included: [], missing: 0, overdue: [], anchor: null };
      const proved: { sequence: number; logIndex: number }[] = [];
      let next = 0;
      const work = async (): Promise<void> => {
        for (let entry = entries[next++]; entry !== undefined; entry = entries[next++]) {
          const answer = await proveEntry(entry);
          if (answer !== undefined) {
            proved.push({ sequence: entry.sequence, logIndex: answer.logIndex });
            if (entry === entries.at(-1)) round.anchor = answer.anchor;
          } else if (clock() > entry.includeByMs + OVERDUE_MS) {
            queue.requeue(entry.sequence);
            round.overdue.push(entry.sequence);
          } else round.missing += 1;
        }
      };
      const outcomes = await Promise.allSettled(Array.from({ length: CONCURRENCY }, work));
      await queue.include(proved);
      round.included.push(...proved.map(({ sequence }) => sequence));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      return round;
    },
  };
}

function oldestAcknowledged(queue: StreamQueue): QueueEntry[] {
  const entries: QueueEntry[] = [];
  const end = queue.head().sequence;
  for (
    let sequence = queue.firstSequence();
    sequence < end && entries.length < ROUND_BATCHES_MAX;
    sequence += 1
  ) {
    const entry = queue.get(sequence);
    if (entry?.state === 'acknowledged') entries.push(entry);
  }
  return entries;
}
