// SPDX-License-Identifier: Apache-2.0
import type { Hex } from 'viem';
import type { ShownBlock } from '../../gateway/RpcBackend.ts';
import { RpcError, rpcErrorCodes } from '../../gateway/RpcError.ts';
import { createAccountLimits } from '../accountLimits.ts';
import type { ChainHistory } from '../ChainHistory.ts';
import { createGate } from '../createGate.ts';
import { EngineGone } from '../EngineConnection.ts';
import { type ChainHead, restoreChain } from '../restoreChain.ts';
import { adoptChain } from './adoptChain.ts';
import { isSnapshotDue, keepSnapshot } from './keepSnapshot.ts';
import { recoverEngine } from './recoverEngine.ts';
import { isEngineBloated, renewEngine } from './renewEngine.ts';
import { isSealDue, type SequencerDependencies, type SequencerState } from './SequencerState.ts';
import { sealNextBlock, WAIT_MS_MAX } from './sealNextBlock.ts';
import { takeIn } from './takeIn.ts';

export interface Sequencer {
  readonly head: ChainHead;
  readonly transactions: number;
  readonly enginePid: number;
  /** How long sealing the last block took. */
  readonly sealMs: number;
  /** Resolves with the hash when the transaction is on disk and the engine took it. @throws RpcError */
  submit(raw: Hex, isLimited: boolean): Promise<Hex>;
  /** @throws RpcError */
  read(method: string, params: readonly unknown[]): Promise<unknown>;
  watchBlocks(onBlock: (block: ShownBlock) => void): () => void;
  /** Settles when the chain can no longer go on. */
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
}

/**
 * Restores a chain and becomes the one writer of its journal and its engine: takes transactions in, seals
 * blocks, writes snapshots, one after the other.
 *
 * @throws DatacarError see `restoreChain`.
 */
export async function openSequencer(
  history: ChainHistory,
  { sealDelayMs }: { sealDelayMs: number },
  dependencies: SequencerDependencies,
): Promise<Sequencer> {
  const state = await startState(history, sealDelayMs, dependencies);
  const { gate, queue, taken, watchers, logger } = state;
  let isStopping = false;
  let wake = () => {};
  let reportFailure: (error: Error) => void = () => {};
  const failed = new Promise<Error>((resolve) => {
    reportFailure = resolve;
  });
  watchEngine();

  function noteEngineGone(): void {
    state.isEngineGone = true;
    gate.close();
    wake();
  }

  function watchEngine(): void {
    const { engine } = state.chain;
    engine.ended.then((reason) => {
      if (isStopping || state.isRenewing || engine !== state.chain.engine) return;
      logger.error({ reason }, "the chain's engine ended");
      noteEngineGone();
    });
  }

  async function step(): Promise<void> {
    try {
      if (state.isEngineGone) {
        await recoverEngine(state);
        watchEngine();
      }
      if (queue.length > 0) await takeIn(state);
      if (isSealDue(state)) await sealNextBlock(state);
      if (isSnapshotDue(state)) {
        await keepSnapshot(state);
        if (isEngineBloated(state)) {
          await renewEngine(state);
          watchEngine();
        }
      }
    } catch (error) {
      if (!(error instanceof EngineGone)) throw error;
      noteEngineGone();
    }
  }

  async function waitForWork(): Promise<void> {
    if (queue.length > 0 || state.isEngineGone || isStopping) return;
    const { sealAtMs, clock } = state;
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
    const isChanged = history.journal.place.bytes !== state.snapshotBytes;
    if (isChanged && !state.isEngineGone) await keepSnapshot(state);
  }

  function end(error: RpcError): void {
    gate.fail(error);
    for (const { reject } of [...taken.values(), ...queue.splice(0)]) reject(error);
  }

  const running = run().catch((error: Error) => {
    isStopping = true;
    logger.error({ err: error }, 'the embedded chain stops');
    end(unavailable('the chain has stopped; see the log of its server'));
    reportFailure(error);
  });

  async function read(method: string, params: readonly unknown[]): Promise<unknown> {
    for (;;) {
      const opened = gate.pass();
      if (opened) await opened;
      const { engine } = state.chain;
      try {
        return await engine.request(method, params);
      } catch (error) {
        if (!(error instanceof EngineGone)) throw error;
        if (isStopping) throw unavailable('the chain is stopping');
        // A newer engine may be there already; then only this call was lost.
        if (engine === state.chain.engine) noteEngineGone();
      } finally {
        // The answer may already know a block whose record is still on its way to the disk.
        const sealed = gate.pass();
        if (sealed) await sealed;
      }
    }
  }

  return {
    get head() {
      return state.chain.head;
    },
    get transactions() {
      return state.chain.transactions;
    },
    get enginePid() {
      return state.chain.engine.pid;
    },
    get sealMs() {
      return state.sealMs;
    },
    failed,
    read,
    submit(raw, isLimited) {
      if (isStopping) return Promise.reject(unavailable('the chain is stopping'));
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
      end(unavailable('the chain has stopped'));
      await state.chain.engine.kill();
      await history.journal.close();
    },
  };
}

async function startState(
  history: ChainHistory,
  sealDelayMs: number,
  dependencies: SequencerDependencies,
): Promise<SequencerState> {
  const chain = await restoreChain(history, dependencies);
  const state: SequencerState = {
    ...dependencies,
    history,
    sealDelayMs,
    gate: createGate(),
    limits: createAccountLimits(dependencies.clock),
    watchers: new Set(),
    queue: [],
    taken: new Map(),
    chain,
    arrivedAtMs: new Map(),
    sealAtMs: undefined,
    sealMs: 0,
    replayMs: 0,
    snapshotMs: 0,
    snapshotBytes: 0,
    restoredMemoryBytes: 0,
    isEngineGone: false,
    isRenewing: false,
    engineRestartsAtMs: [],
  };
  await adoptChain(state, chain);
  if (chain.engineVersion !== history.engineVersion) {
    await history.journal.append([{ kind: 'engine', engine: chain.engineVersion }]);
  }
  return state;
}

function unavailable(message: string): RpcError {
  return new RpcError(rpcErrorCodes.resourceUnavailable, message);
}
