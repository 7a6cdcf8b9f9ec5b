// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { type Hex, keccak256 } from 'viem';
import type { ChainLogger } from '../ChainLogger.ts';
import type { ShownBlock } from '../gateway/RpcBackend.ts';
import { RpcError, rpcErrorCodes } from '../gateway/RpcError.ts';
import { type AccountLimits, createAccountLimits } from './accountLimits.ts';
import type { ChainHistory } from './ChainHistory.ts';
import { createGate } from './createGate.ts';
import { EngineGone } from './EngineConnection.ts';
import { findRemovals } from './findRemovals.ts';
import { inspectPool } from './inspectPool.ts';
import type { RemovalRecord } from './journal/JournalRecord.ts';
import { recoverSender } from './recoverSender.ts';
import { type ChainHead, type RestoredChain, restoreChain } from './restoreChain.ts';
import { sealBlock } from './sealBlock.ts';
import type { SnapshotFiles } from './snapshots/snapshotFiles.ts';
import { takeSnapshot } from './snapshots/takeSnapshot.ts';

/** Journalled with one sync, sent in one message. */
const TAKEN_AT_ONCE = 500;

/** Waiting transactions in all; what is behind is refused until blocks are sealed. */
const POOL_TRANSACTIONS_MAX = 20_000;

/** A transaction whose nonce has a gap before it waits this long, then it is dropped. */
const WAIT_MS_MAX = 3_600_000;

/** A quiet chain takes a snapshot when a restart would replay for longer than this. */
const REPLAY_MS_WHEN_QUIET = 500;

/** A busy one as well, but not so often that snapshots take more than a fifth of the time. */
const REPLAY_MS_WHEN_BUSY = 3_000;
const REPLAY_PER_SNAPSHOT = 5;

/** Sending one transaction again: measured 0.16 ms to 0.25 ms. */
const SEND_MS = 0.2;

/** An engine that ends more often within a minute will not get better by itself. */
const ENGINE_RESTARTS_MAX = 3;
const ENGINE_RESTARTS_WINDOW_MS = 60_000;

interface Submission {
  raw: Hex;
  isLimited: boolean;
  resolve(hash: Hex): void;
  reject(error: Error): void;
}

export interface Sequencer {
  readonly head: ChainHead;
  readonly transactions: number;
  readonly enginePid: number;
  /** How long sealing the last block took. */
  readonly sealMs: number;
  /** Resolves when the transaction is on disk and the engine took it. @throws RpcError */
  submit(raw: Hex, isLimited: boolean): Promise<Hex>;
  /** @throws RpcError */
  read(method: string, params: readonly unknown[]): Promise<unknown>;
  watchBlocks(onBlock: (block: ShownBlock) => void): () => void;
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
}

export interface SequencerDependencies {
  snapshotFiles: SnapshotFiles;
  marker: string;
  logger: ChainLogger;
  clock: () => number;
}

/** The one writer of journal and engine: takes transactions in, seals blocks, writes snapshots, one after the other. */
export async function openSequencer(
  history: ChainHistory,
  { sealDelayMs }: { sealDelayMs: number },
  { snapshotFiles, marker, logger, clock }: SequencerDependencies,
): Promise<Sequencer> {
  const { journal, genesis } = history;
  const gate = createGate();
  const limits: AccountLimits = createAccountLimits(clock);
  const watchers = new Set<(block: ShownBlock) => void>();
  const queue: Submission[] = [];
  /** Between the journal and the engine's answer. */
  const taken = new Map<Hex, Submission>();

  let arrivedAtMs = new Map<Hex, number>();
  const engineRestartsAtMs: number[] = [];
  let replayMs = 0;
  let snapshotMs = 0;
  let snapshotBytes = 0;
  let sealMs = 0;
  let sealAtMs: number | undefined;
  let isStopping = false;
  let isEngineGone = false;
  let failure: Error | undefined;
  let wake = () => {};
  let reportFailure: (error: Error) => void = () => {};
  const failed = new Promise<Error>((resolve) => {
    reportFailure = resolve;
  });

  let chain = await adopt(await restoreChain(history, { marker, logger }));
  if (chain.engineVersion !== genesis.engine) {
    await journal.append([{ kind: 'engine', engine: chain.engineVersion }]);
  }

  /** Takes over a restored chain: journals what the engine refused meanwhile, and watches its process. */
  async function adopt(restored: RestoredChain): Promise<RestoredChain> {
    const refusals = [...restored.refused].map(([raw, error]) => refusal(raw, error));
    if (refusals.length > 0) await journal.append(refusals);
    arrivedAtMs = new Map([...restored.pool.entries()].map(([hash]) => [hash, clock()]));
    replayMs = restored.replayMs;
    snapshotBytes = restored.snapshotBytes;
    isEngineGone = false;
    restored.engine.ended.then((reason) => {
      if (isStopping || chain.engine !== restored.engine) return;
      logger.error({ reason }, "the chain's engine ended");
      noteEngineGone();
    });
    if (restored.pool.size > 0) sealAtMs = clock() + sealDelayMs;
    return restored;
  }

  function noteEngineGone(): void {
    isEngineGone = true;
    gate.close();
    wake();
  }

  async function recover(): Promise<void> {
    gate.close();
    const now = clock();
    engineRestartsAtMs.push(now);
    const recent = engineRestartsAtMs.filter((atMs) => now - atMs < ENGINE_RESTARTS_WINDOW_MS);
    if (recent.length > ENGINE_RESTARTS_MAX) {
      throw new DatacarError(
        'CHAIN_ENGINE_FAILED',
        "The chain's engine keeps ending; see the log for its words",
        {
          details: { restarts: recent.length },
        },
      );
    }
    await chain.engine.kill();
    const restored = await restoreChain(history, { marker, logger });
    if (restored.head.hash !== chain.head.hash) {
      throw new Error(`restored ${restored.head.hash} instead of ${chain.head.hash}`);
    }
    chain = await adopt(restored);
    for (const [raw, { resolve, reject }] of taken) {
      const error = chain.refused.get(raw);
      if (error) reject(error);
      else resolve(keccak256(raw));
    }
    taken.clear();
    gate.open();
  }

  const isSealDue = () => sealAtMs !== undefined && clock() >= sealAtMs;

  /** While the engine works on some transactions, the next ones go to the disk. */
  async function takeIn(): Promise<void> {
    let sent: Promise<void> = Promise.resolve();
    while (queue.length > 0 && !isSealDue()) {
      const batch = await journalled(await withinLimits(queue.splice(0, TAKEN_AT_ONCE)));
      await sent;
      sent = sendToEngine(batch);
      // Awaited below; until then its failure is nobody's.
      sent.catch(() => {});
    }
    await sent;
  }

  async function journalled(batch: Submission[]): Promise<Submission[]> {
    if (batch.length === 0) return batch;
    for (const submission of batch) taken.set(submission.raw, submission);
    try {
      await journal.append(batch.map(({ raw }) => ({ kind: 'transaction', raw })));
      return batch;
    } catch (error) {
      if (!(error instanceof DatacarError) || error.code !== 'STORAGE_FULL') throw error;
      for (const submission of batch) {
        taken.delete(submission.raw);
        submission.reject(new RpcError(rpcErrorCodes.resourceUnavailable, error.message));
      }
      return [];
    }
  }

  async function sendToEngine(batch: Submission[]): Promise<void> {
    // Their order among each other is what the block's record says in the end.
    const answers = await chain.engine.scatter(
      batch.map(({ raw }) => ({ method: 'eth_sendRawTransaction', params: [raw] })),
    );
    const now = clock();
    const refusals: RemovalRecord[] = [];
    for (const [index, { raw }] of batch.entries()) {
      const answer = answers[index];
      if (answer && 'result' in answer) {
        const hash = answer.result as Hex;
        chain.pool.add(hash, raw);
        arrivedAtMs.set(hash, now);
      } else if (answer) {
        refusals.push(refusal(raw, answer.error));
      }
    }
    if (refusals.length > 0) await journal.append(refusals);
    if (chain.pool.size > 0) sealAtMs ??= now + sealDelayMs;
    for (const [index, { raw, resolve, reject }] of batch.entries()) {
      taken.delete(raw);
      const answer = answers[index];
      if (answer && 'result' in answer) resolve(answer.result as Hex);
      else reject(answer?.error ?? new RpcError(rpcErrorCodes.internal, 'the engine did not answer'));
    }
  }

  /** Refuses what is known already, what has no room, and whose sender is in debt. */
  async function withinLimits(offered: Submission[]): Promise<Submission[]> {
    const accepted = new Map<Hex, Submission>();
    for (const submission of offered) {
      const { raw, isLimited, reject } = submission;
      if (chain.pool.hasRaw(raw) || accepted.has(raw) || taken.has(raw)) {
        reject(new RpcError(rpcErrorCodes.transactionRejected, 'already known'));
      } else if (chain.pool.size + accepted.size >= POOL_TRANSACTIONS_MAX) {
        reject(
          new RpcError(rpcErrorCodes.limitExceeded, 'too many transactions wait; try again in a second'),
        );
      } else {
        const secondsInDebt = isLimited && limits.isAnyInDebt ? await secondsUntilAllowed(raw) : 0;
        if (secondsInDebt === 0) accepted.set(raw, submission);
        else {
          reject(
            new RpcError(
              rpcErrorCodes.limitExceeded,
              `this account used up its gas; wait ${secondsInDebt} s`,
            ),
          );
        }
      }
    }
    return [...accepted.values()];
  }

  async function secondsUntilAllowed(raw: Hex): Promise<number> {
    const sender = await recoverSender(raw).catch(() => undefined);
    // An unrecoverable signature is the engine's to refuse.
    return sender === undefined ? 0 : limits.secondsInDebt(sender);
  }

  async function seal(): Promise<void> {
    sealAtMs = undefined;
    const { engine } = chain;
    const ready = await inspectPool(engine);
    // Only transactions behind a gap of nonces: an empty block would be sealed.
    if (ready.length === 0) return dropExpired();
    gate.close();
    const startedAt = performance.now();
    const block = await sealBlock(engine, chain.head, clock());
    for (const hash of block.transactions) chain.pool.delete(hash);
    const removals = await findRemovals(chain.pool, { engine, ready });
    await journal.append([{ kind: 'block', ...block }, ...removals]);
    const { transactions, ...head } = block;
    chain.head = head;
    chain.transactions += transactions.length;
    gate.open();

    for (const { hash } of removals) chain.pool.delete(hash);
    for (const hash of [...transactions, ...removals.map((removal) => removal.hash)])
      arrivedAtMs.delete(hash);
    for (const transaction of ready) limits.charge(transaction);
    sealMs = performance.now() - startedAt;
    replayMs += sealMs + SEND_MS * transactions.length;
    for (const onBlock of watchers) onBlock(head);
    // A block that was full, or transactions behind a gap.
    if (chain.pool.size > 0) sealAtMs = ready.length > transactions.length ? clock() : undefined;
    await dropExpired();
  }

  async function dropExpired(): Promise<void> {
    const now = clock();
    const expired = [...arrivedAtMs].filter(([, atMs]) => now - atMs > WAIT_MS_MAX).map(([hash]) => hash);
    if (expired.length === 0) return;
    await journal.append(expired.map((hash) => ({ kind: 'dropped', hash, reason: 'waited too long' })));
    await chain.engine.batch(expired.map((hash) => ({ method: 'anvil_dropTransaction', params: [hash] })));
    for (const hash of expired) {
      chain.pool.delete(hash);
      arrivedAtMs.delete(hash);
    }
  }

  function isSnapshotDue(): boolean {
    const isQuiet = queue.length === 0 && sealAtMs === undefined;
    const least = isQuiet ? REPLAY_MS_WHEN_QUIET : REPLAY_MS_WHEN_BUSY;
    return replayMs > Math.max(least, REPLAY_PER_SNAPSHOT * snapshotMs);
  }

  /** A snapshot that fails costs time at the next start and nothing else. */
  async function writeSnapshot(): Promise<void> {
    const startedAt = performance.now();
    try {
      snapshotBytes = await takeSnapshot(chain, { history, snapshotFiles });
      logger.debug({ block: chain.head.number }, 'a snapshot of the chain is written');
    } catch (error) {
      if (error instanceof EngineGone) throw error;
      logger.warn(
        { err: error },
        'a snapshot of the chain could not be written; the next start takes longer',
      );
    }
    snapshotMs = performance.now() - startedAt;
    replayMs = 0;
  }

  async function step(): Promise<void> {
    try {
      if (isEngineGone) await recover();
      if (queue.length > 0) await takeIn();
      if (isSealDue()) await seal();
      if (isSnapshotDue()) await writeSnapshot();
    } catch (error) {
      if (!(error instanceof EngineGone)) throw error;
      noteEngineGone();
    }
  }

  async function waitForWork(): Promise<void> {
    if (queue.length > 0 || isEngineGone || isStopping) return;
    const delayMs = sealAtMs === undefined ? WAIT_MS_MAX : Math.max(0, sealAtMs - clock());
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, delayMs);
    });
    clearTimeout(timer);
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      await waitForWork();
      if (!isStopping) await step();
    }
    if (journal.place.bytes !== snapshotBytes && !isEngineGone) await writeSnapshot();
  }

  function fail(error: Error): void {
    failure = error;
    logger.error({ err: error }, 'the embedded chain stops');
    const answer = new RpcError(
      rpcErrorCodes.resourceUnavailable,
      'the chain has stopped; see the server log',
    );
    gate.fail(answer);
    for (const { reject } of [...taken.values(), ...queue.splice(0)]) reject(answer);
    reportFailure(error);
  }

  const running = run().catch(fail);

  async function read(method: string, params: readonly unknown[]): Promise<unknown> {
    for (;;) {
      const closed = gate.pass();
      if (closed) await closed;
      const { engine } = chain;
      try {
        return await engine.request(method, params);
      } catch (error) {
        if (!(error instanceof EngineGone)) throw error;
        if (isStopping) throw new RpcError(rpcErrorCodes.resourceUnavailable, 'the chain is stopping');
        // A newer engine may be there already; then only this call was lost.
        if (engine === chain.engine) noteEngineGone();
      } finally {
        // The answer may already know a block whose record is still on its way to the disk.
        const sealing = gate.pass();
        if (sealing) await sealing;
      }
    }
  }

  return {
    get head() {
      return chain.head;
    },
    get transactions() {
      return chain.transactions;
    },
    get enginePid() {
      return chain.engine.pid;
    },
    get sealMs() {
      return sealMs;
    },
    failed,
    read,
    submit(raw, isLimited) {
      if (isStopping || failure) {
        return Promise.reject(new RpcError(rpcErrorCodes.resourceUnavailable, 'the chain is stopping'));
      }
      return new Promise((resolve, reject) => {
        queue.push({ raw, isLimited, resolve, reject });
        wake();
      });
    },
    watchBlocks(onBlock) {
      watchers.add(onBlock);
      return () => watchers.delete(onBlock);
    },
    async stop() {
      isStopping = true;
      wake();
      await running;
      const stopped = new RpcError(rpcErrorCodes.resourceUnavailable, 'the chain has stopped');
      for (const { reject } of queue.splice(0)) reject(stopped);
      gate.fail(stopped);
      await chain.engine.kill();
      await journal.close();
    },
  };
}

function refusal(raw: Hex, error: RpcError): RemovalRecord {
  return { kind: 'refused', hash: keccak256(raw), reason: error.message };
}
