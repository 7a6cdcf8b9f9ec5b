// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os';
import { openSender } from '@datacar/chain/transactions/openSender';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import type { MerkleLog } from '@datacar/core/records/createMerkleLog';
import { hexToBytes } from 'viem';
import type { Metrics } from '../http/createMetrics.ts';
import type { LiveFeed } from '../live/createLiveFeed.ts';
import { toLiveMessages } from '../live/toLiveMessages.ts';
import { openIngest } from '../records/ingest/openIngest.ts';
import { openWorkerPool } from '../records/ingest/pool/openWorkerPool.ts';
import { createStreamHeads, type StreamHeads } from '../records/ingest/sequence/createStreamHeads.ts';
import { loadMerkleLog } from '../records/log/loadMerkleLog.ts';
import { type Anchoring, openAnchoring } from '../records/log/openAnchoring.ts';
import type { RunOptions } from './RunOptions.ts';
import type { StartServicesDependencies } from './StartServicesDependencies.ts';

/** The embedded chain keeps all of its history in memory. */
const ANCHOR_INTERVAL_EMBEDDED_MS = 10 * 60_000;
const ANCHOR_INTERVAL_CONSORTIUM_MS = 10_000;

export interface StartRecordsDependencies extends StartServicesDependencies {
  metrics: Metrics;
  feed: LiveFeed;
}

export type StartedRecords = Awaited<ReturnType<typeof startRecords>>;

/** The log's tree, anchoring and the ingest, which need each other in this order. */
export async function startRecords(options: RunOptions, dependencies: StartRecordsDependencies) {
  const { logger, clock, cleanup, keys, chain, contracts, log, chainIndex, store, metrics, feed } =
    dependencies;
  const { batchLog, telemetry, dataKeys } = store;
  const streams = await telemetry.streams();
  const heads = createStreamHeads(streams.map(({ head }) => head));
  const tree = await loadMerkleLog({ batchLog, telemetry, anchors: chainIndex.anchors(log.logId) });
  metrics.logSize.set(tree.size);
  const anchoring = await startAnchoring(options, { ...dependencies, tree, heads });
  cleanup.add(() => anchoring.close());

  const { chainId, genesisHash } = chain.identity;
  const pool = await openWorkerPool(
    {
      scope: { chainId, genesisHash, registry: hexToBytes(contracts.vehicleRegistry) },
      size: options.workers ?? Math.max(1, availableParallelism()),
    },
    { logger: logger.child({ part: 'ingest' }) },
  );
  cleanup.add(() => pool.close());
  const ingest = openIngest({
    ...{ pool, chainIndex, batchLog, dataKeys, telemetry, tree, heads, metrics, clock },
    acknowledgement: { identity: chain.identity, log: log.origin, ackKey: keys.ack.privateKey },
    logger: logger.child({ part: 'ingest' }),
    onAccepted(batch) {
      anchoring.notice();
      if (feed.hasListeners()) feed.publish(batch.header.vehicle, toLiveMessages(batch));
    },
  });
  cleanup.add(() => ingest.close());
  return { tree, heads, anchoring, ingest, batchLog, telemetry, dataKeys };
}

function startAnchoring(
  options: RunOptions,
  dependencies: StartRecordsDependencies & { tree: MerkleLog; heads: StreamHeads },
): Promise<Anchoring> {
  const { logger, clock, keys, chain, contracts, log, chainIndex, store, metrics, feed, tree, heads } =
    dependencies;
  const { batchLog, telemetry } = store;
  const intervalMs =
    options.anchorIntervalMs ??
    (chain.kind === 'embedded' ? ANCHOR_INTERVAL_EMBEDDED_MS : ANCHOR_INTERVAL_CONSORTIUM_MS);
  return openAnchoring(
    { log, recordLog: contracts.recordLog, intervalMs, noteKey: keys.note.privateKey },
    {
      ...{ chain, chainIndex, batchLog, telemetry, tree, heads, metrics, clock },
      sender: openSender({ chain, account: keys.anchor }),
      logger: logger.child({ part: 'log' }),
      onAnchored: ({ size, root, transactionHash }) =>
        feed.broadcast({
          type: 'anchor',
          size,
          root: encodeHex(root),
          transactionHash: encodeHex(transactionHash),
        }),
    },
  );
}
