// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { MerkleLog } from '@datacar/core/records/createMerkleLog';
import type { IngestAnswer } from '@datacar/core/records/ingestAnswer';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import type { BatchLog } from '@datacar/store/records/BatchLog';
import type { HeaderEntry } from '@datacar/store/telemetry/BatchProjection';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';
import type { Metrics } from '../../http/createMetrics.ts';
import { type AcknowledgementFacts, acknowledge, refuse } from './answer.ts';
import type { CheckedBatch } from './IngestJob.ts';
import { appendLeaf } from './log/appendLeaf.ts';
import { persistStage } from './persist/persistStage.ts';
import { projectStage } from './project/projectStage.ts';
import { checkReplacedKey } from './sequence/checkReplacedKey.ts';
import type { StreamHead, StreamHeads } from './sequence/createStreamHeads.ts';
import { decideSequence } from './sequence/decideSequence.ts';
import { findNeighbours } from './sequence/findNeighbours.ts';

/** A batch that this server now has for good. */
export interface AcceptedBatch extends CheckedBatch {
  receivedAtMs: number;
  isFork: boolean;
}

export interface PlacerDependencies {
  chainIndex: ChainIndex;
  batchLog: BatchLog;
  telemetry: Telemetry;
  tree: MerkleLog;
  heads: StreamHeads;
  acknowledgement: AcknowledgementFacts;
  metrics: Metrics;
  /** Called when a batch is durable and projected. */
  onAccepted: (batch: AcceptedBatch) => void;
}

/**
 * The stages that need order: sequence, persist, log, project. Called for one batch of a car after the other; the
 * promise settles when the next one may be decided, `answer` when this one is on the disk.
 */
export type Placer = (
  batch: CheckedBatch,
  receivedAtMs: number,
) => Promise<{ answer: () => Promise<IngestAnswer> }>;

export function createPlacer(dependencies: PlacerDependencies): Placer {
  const { chainIndex, batchLog, telemetry, tree, heads, acknowledgement, metrics, onAccepted } = dependencies;
  const underWay = new Map<string, Promise<IngestAnswer>>();

  /** What a batch is to its stream, or the header that is stored already. */
  async function decide(batch: CheckedBatch): Promise<'next' | 'late' | 'fork' | HeaderEntry> {
    const header = { ...batch.header, headerHash: batch.headerHash };
    const key = chainIndex.deviceKey(header.vehicle, header.keyIndex);
    const newest = heads.newest(header.vehicle, header.stream);
    if (newest === undefined || header.sequence > newest.sequence) {
      const decision = decideSequence(header, { before: newest });
      if (decision === 'next') {
        if (key !== undefined) checkReplacedKey(header, { key, after: undefined });
        return decision;
      }
    }
    // Whatever is on its way to the disk has to be there before the store can be asked about it.
    await Promise.allSettled(underWay.values());
    const stored = await telemetry.headerByHash(header.headerHash);
    if (stored !== undefined) return stored;
    const neighbours = await findNeighbours(header, { telemetry, newestSequence: newest?.sequence ?? -1 });
    if (key !== undefined) checkReplacedKey(header, { key, after: neighbours.after });
    return decideSequence(header, neighbours);
  }

  async function store(
    batch: CheckedBatch,
    { receivedAtMs, decision }: { receivedAtMs: number; decision: 'next' | 'late' | 'fork' },
  ): Promise<IngestAnswer> {
    const { header, headerHash } = batch;
    const isFork = decision === 'fork';
    const appended = await persistStage(batch, { batchLog, receivedAtMs, isFork }).catch((error: unknown) => {
      // Everything behind it in the queue of the disk fails too.
      heads.abort();
      throw error;
    });
    appendLeaf(headerHash, { tree, leafIndex: appended.leafIndex });
    metrics.logSize.set(tree.size);
    if (decision === 'next') heads.commit(toHead(batch, appended.leafIndex));
    const readings = await projectStage(batch, { telemetry, appended, receivedAtMs, isFork });
    metrics.batchesTotal.inc({ outcome: isFork ? 'forked' : 'accepted' });
    metrics.readingsTotal.inc({ outcome: 'added' }, readings.added);
    metrics.readingsTotal.inc({ outcome: 'duplicate' }, readings.duplicates);
    metrics.readingsTotal.inc({ outcome: 'conflict' }, readings.conflicts);
    onAccepted({ ...batch, receivedAtMs, isFork });
    if (isFork) throw forkError(header.sequence);
    return acknowledge({ headerHash, sequence: header.sequence, receivedAtMs, readings }, acknowledgement);
  }

  /** The answer to a batch that was stored before; its acknowledgement says what it said then. */
  function repeat({ headerHash, sequence, receivedAtMs, count, isFork }: HeaderEntry): IngestAnswer {
    metrics.batchesTotal.inc({ outcome: 'repeated' });
    if (isFork) return refuse(forkError(sequence), { headerHash, sequence });
    const readings = { added: 0, duplicates: count, conflicts: 0 };
    return acknowledge({ headerHash, sequence, receivedAtMs, readings }, acknowledgement);
  }

  function repeatTwin(answer: IngestAnswer, duplicates: number): IngestAnswer {
    metrics.batchesTotal.inc({ outcome: 'repeated' });
    return { ...answer, readings: { added: 0, duplicates, conflicts: 0 } };
  }

  return async (batch, receivedAtMs) => {
    const name = encodeHex(batch.headerHash);
    const twin = underWay.get(name);
    if (twin !== undefined) return { answer: async () => repeatTwin(await twin, batch.header.count) };
    const decision = await decide(batch);
    if (typeof decision !== 'string') return { answer: async () => repeat(decision) };
    if (decision === 'next') heads.begin(toHead(batch, undefined));
    const answer = store(batch, { receivedAtMs, decision }).finally(() => underWay.delete(name));
    underWay.set(name, answer);
    // Whoever asked hears of a failure through `answer`; nobody may be asking any more.
    answer.catch(() => undefined);
    return { answer: () => answer };
  };
}

function toHead({ header, headerHash }: CheckedBatch, leafIndex: number | undefined): StreamHead {
  const { vehicle, stream, sequence, previousHash, ownerEpoch, fromMs, toMs, source, keyIndex, nextByMs } =
    header;
  return {
    ...{ vehicle, stream, sequence, headerHash, previousHash, ownerEpoch },
    ...{ fromMs, toMs, source, keyIndex, nextByMs, leafIndex },
  };
}

function forkError(sequence: number): DatacarError {
  return new DatacarError(
    'SEQUENCE_FORK',
    `The car has signed another batch ${sequence} before; both are kept as evidence.`,
    { details: { sequence } },
  );
}
