// SPDX-License-Identifier: Apache-2.0
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { hashLeaf } from '@datacar/core/records/merkleHashes';
import { verifyInclusion } from '@datacar/core/records/verifyInclusion';
import type { Client } from '@datacar/sdk/client/Client';
import { type ProveInclusionReturnType, proveInclusion } from '@datacar/sdk/records/proveInclusion';
import type { QueueEntry, StreamQueue } from '../queue/StreamQueue.ts';
import type { LogMonitor } from './openLogMonitor.ts';
import { type ProvedLeaf, proveNeighbours } from './proveNeighbours.ts';

/** Batches looked at in one round, so that what is proved is written down soon. */
const ROUND_BATCHES_MAX = 4_096;
/** When so many are not in the log yet, the later ones will not be either. */
const ROUND_MISSING_MAX = 8;
/** Fewer batches than this are asked for one by one. */
const TILE_WORTH_BATCHES = 4;
/** How far behind its promise a server may be before the batch is sent again. */
const OVERDUE_MS = 60_000;

export interface ProofRound {
  /** Batches whose inclusion has been verified; they are out of the queue now. */
  included: number[];
  /** Batches that are not in the log yet. */
  missing: number;
  /** Batches that the server promised to include and did not: they wait to be sent again. */
  overdue: number[];
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
  const prove = async (headerHash: string): Promise<ProvedBatch> => {
    const answer = await proveInclusion(client, { headerHash: `0x${headerHash}` });
    const { size, root } = await monitor.accept(answer.checkpoint);
    const leaf = {
      index: answer.logIndex,
      path: answer.logPath.map((hash) => decodeHex(hash, 32)),
      size,
      root,
    };
    if (verifyInclusion({ ...leaf, leafHash: leafHashOf(headerHash) }))
      return { leaf, anchor: answer.anchor };
    throw new DatacarError(
      'INCLUSION_INVALID',
      `The proof that batch ${headerHash} is in the log does not verify.`,
      {
        details: { headerHash, logIndex: answer.logIndex, size },
      },
    );
  };

  const proveEntry = async (entry: QueueEntry): Promise<ProvedBatch | undefined> => {
    try {
      return await prove(entry.headerHash);
    } catch (error) {
      if (error instanceof DatacarError && error.code === 'NOT_FOUND') return undefined;
      throw error;
    }
  };

  /** Proves entries in order; what shares a tile of the log with one of them is proved along with it. */
  const proveEntries = async (
    entries: readonly QueueEntry[],
    {
      onProved,
      onMissing,
    }: { onProved(sequence: number, logIndex: number): void; onMissing(entry: QueueEntry): boolean },
  ): Promise<void> => {
    const open = new Map(
      entries.map((entry) => [Buffer.from(leafHashOf(entry.headerHash)).toString('hex'), entry]),
    );
    for (const [leafHash, entry] of [...open]) {
      if (!open.delete(leafHash)) continue;
      const proved = await proveEntry(entry);
      if (proved === undefined) {
        if (onMissing(entry)) continue;
        return;
      }
      onProved(entry.sequence, proved.leaf.index);
      if (open.size < TILE_WORTH_BATCHES) continue;
      for (const [name, logIndex] of await proveNeighbours(proved.leaf, new Set(open.keys()), { client })) {
        const neighbour = open.get(name);
        if (neighbour !== undefined) onProved(neighbour.sequence, logIndex);
        open.delete(name);
      }
    }
  };

  return {
    readAnchor: async (headerHash) => (await prove(headerHash)).anchor,
    proveOldest: async (queue) => {
      const round: ProofRound = { included: [], missing: 0, overdue: [] };
      const proved: { sequence: number; logIndex: number }[] = [];
      try {
        await proveEntries(oldestAcknowledged(queue), {
          onProved: (sequence, logIndex) => proved.push({ sequence, logIndex }),
          onMissing: ({ sequence, includeByMs }) => {
            if (clock() > includeByMs + OVERDUE_MS) {
              queue.requeue(sequence);
              round.overdue.push(sequence);
            } else round.missing += 1;
            return round.missing < ROUND_MISSING_MAX;
          },
        });
      } finally {
        await queue.include(proved);
      }
      round.included.push(...proved.map(({ sequence }) => sequence));
      return round;
    },
  };
}

interface ProvedBatch {
  leaf: ProvedLeaf;
  anchor: ProveInclusionReturnType['anchor'];
}

function leafHashOf(headerHash: string): Uint8Array {
  return hashLeaf(decodeHex(`0x${headerHash}`, 32));
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
