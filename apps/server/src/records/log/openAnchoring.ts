// SPDX-License-Identifier: Apache-2.0
import type { Chain } from '@datacar/chain/Chain';
import { recordLogAbi } from '@datacar/chain/generated/recordLog';
import type { TransactionSender } from '@datacar/chain/transactions/openSender';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { buildStreamMap } from '@datacar/core/records/buildStreamMap';
import type { MerkleLog } from '@datacar/core/records/createMerkleLog';
import type { StreamMap } from '@datacar/core/records/StreamMap';
import { signCheckpoint } from '@datacar/core/records/signCheckpoint';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';
import type { BatchLog } from '@datacar/store/records/BatchLog';
import type { AnchorRecord } from '@datacar/store/records/LogRecord';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';
import { type Address, bytesToHex, encodeFunctionData, hexToBytes } from 'viem';
import type { ServerLog } from '../../consortium/establishMember.ts';
import type { Metrics } from '../../http/createMetrics.ts';
import type { StreamHeads } from '../ingest/sequence/createStreamHeads.ts';
import { mapAtSize, toMapEntry } from './mapAtSize.ts';
import { recoverAnchor } from './recoverAnchor.ts';

/** After a failure; a chain that is away for a while is asked this often. */
const RETRY_MS = 10_000;

/** What an anchor covers, and the map of stream heads that it committed to. */
export interface Anchored {
  record: AnchorRecord;
  map: StreamMap;
}

export interface Anchoring {
  readonly latest: Anchored | undefined;
  /** The signed checkpoint of everything that is durable now. */
  checkpoint(): string;
  /**
   * Anchors what was durable when it was called, unless an anchor covers it already.
   * @throws DatacarError NOT_FOUND when the log is empty, and what the chain says
   */
  anchorNow(): Promise<Anchored>;
  /** Something new is in the log: it is anchored within the interval. */
  notice(): void;
  close(): Promise<void>;
}

export interface OpenAnchoringOptions {
  log: ServerLog;
  recordLog: Address;
  intervalMs: number;
  /** Ed25519, 32 bytes. */
  noteKey: Uint8Array;
}

export interface AnchoringDependencies {
  chain: Chain;
  chainIndex: ChainIndex;
  /** Of the account that anchors. */
  sender: TransactionSender;
  batchLog: BatchLog;
  telemetry: Telemetry;
  tree: MerkleLog;
  heads: StreamHeads;
  metrics: Metrics;
  clock: () => number;
  logger: { info(fields: object, message: string): void; error(fields: object, message: string): void };
  onAnchored: (record: AnchorRecord) => void;
}

/** Anchors the log by time, not by traffic, and first takes up again what a killed server had begun. */
export async function openAnchoring(
  options: OpenAnchoringOptions,
  dependencies: AnchoringDependencies,
): Promise<Anchoring> {
  const { log, recordLog, intervalMs, noteKey } = options;
  const { sender, batchLog, telemetry, tree, heads, metrics, clock, logger } = dependencies;
  let latest = await recover(options, dependencies);
  let lastAnchoredAtMs = clock();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isClosed = false;
  metrics.anchoredSize.set(latest?.record.size ?? 0);

  async function anchorOnce(): Promise<void> {
    // Size, root and map are read in one go: nothing can be appended in between.
    const size = tree.size;
    const root = tree.root(size);
    const map = buildStreamMap(heads.allDurable().map(toMapEntry));
    const state = { size, root, mapRoot: map.root, mapSize: map.size };
    const consistencyProof = latest === undefined ? [] : tree.consistencyPath(latest.record.size, size);
    const data = encodeFunctionData({
      abi: recordLogAbi,
      functionName: 'anchor',
      args: [
        BigInt(log.logId),
        BigInt(size),
        bytesToHex(root),
        bytesToHex(map.root),
        BigInt(map.size),
        consistencyProof.map((hash) => bytesToHex(hash)),
      ],
    });
    const { rawTransaction, hash, receipt } = await sender.send({ to: recordLog, data });
    const block = await dependencies.chain.publicClient.getBlock({ blockHash: receipt.blockHash });
    const record: AnchorRecord = {
      type: 'anchor',
      logId: log.logId,
      ...state,
      checkpoint: signCheckpoint({ origin: log.origin, ...state }, noteKey),
      rawTransaction: hexToBytes(rawTransaction),
      transactionHash: hexToBytes(hash),
      blockNumber: Number(receipt.blockNumber),
      blockHash: hexToBytes(receipt.blockHash),
      blockTimeMs: Number(block.timestamp) * 1_000,
    };
    await store(record, { batchLog, telemetry });
    latest = { record, map };
    lastAnchoredAtMs = clock();
    metrics.anchorsTotal.inc({ outcome: 'anchored' });
    metrics.anchoredSize.set(size);
    logger.info({ size, block: record.blockNumber, transaction: hash }, 'log anchored');
    dependencies.onAnchored(record);
  }

  function run(): Promise<void> {
    running ??= anchorOnce()
      .catch((error: unknown) => {
        metrics.anchorsTotal.inc({ outcome: 'failed' });
        throw error;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  function schedule(delayMs: number): void {
    if (timer !== undefined || isClosed) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (tree.size === (latest?.record.size ?? 0)) return;
      run().then(
        () => notice(),
        (error: unknown) => {
          logger.error({ err: error }, 'anchoring failed; it is tried again');
          schedule(RETRY_MS);
        },
      );
    }, delayMs);
  }

  function notice(): void {
    if (tree.size > (latest?.record.size ?? 0))
      schedule(Math.max(0, lastAnchoredAtMs + intervalMs - clock()));
  }

  notice();
  return {
    get latest() {
      return latest;
    },
    checkpoint() {
      const map = buildStreamMap(heads.allDurable().map(toMapEntry));
      return signCheckpoint(
        { origin: log.origin, size: tree.size, root: tree.root(), mapRoot: map.root, mapSize: map.size },
        noteKey,
      );
    },
    async anchorNow() {
      const wanted = tree.size;
      if (wanted === 0)
        throw new DatacarError('NOT_FOUND', 'The log is empty, so there is nothing to anchor.');
      while (latest === undefined || latest.record.size < wanted) await run();
      return latest;
    },
    notice,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
}

/** Brings the batch log's anchors to what the chain has. */
async function recover(
  options: OpenAnchoringOptions,
  dependencies: AnchoringDependencies,
): Promise<Anchored | undefined> {
  const { log, noteKey } = options;
  const { chain, chainIndex, batchLog, telemetry, heads, logger } = dependencies;
  let latest: AnchorRecord | undefined = await readLatest(telemetry);
  for (const anchor of chainIndex.anchors(log.logId)) {
    if (anchor.size <= (latest?.size ?? 0)) continue;
    const sign = (anchored: Pick<AnchorRecord, 'size' | 'root' | 'mapRoot' | 'mapSize'>) =>
      signCheckpoint({ origin: log.origin, ...anchored }, noteKey);
    latest = await recoverAnchor(anchor, { chain, sign });
    await store(latest, { batchLog, telemetry });
    logger.info({ size: latest.size }, 'anchor recovered from the chain');
  }
  if (latest === undefined) return undefined;
  return { record: latest, map: await mapAtSize(latest.size, { heads: heads.allDurable(), telemetry }) };
}

async function readLatest(telemetry: Telemetry): Promise<AnchorRecord | undefined> {
  const stored = await telemetry.latestAnchor();
  if (stored === undefined) return undefined;
  const { position: _position, ...record } = stored;
  return { type: 'anchor', ...record };
}

async function store(
  record: AnchorRecord,
  { batchLog, telemetry }: { batchLog: BatchLog; telemetry: Telemetry },
): Promise<void> {
  const appended = await batchLog.append(record, { isLeaf: false });
  await telemetry.projectAnchor(record, appended);
}
