// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Hex } from 'viem';
import { RpcError, rpcErrorCodes } from '../../gateway/RpcError.ts';
import type { EngineAnswer } from '../EngineConnection.ts';
import type { RemovalRecord } from '../journal/JournalRecord.ts';
import { admit } from './admit.ts';
import { refusalRecord } from './refusalRecord.ts';
import { isSealDue, type SequencerState, type Submission } from './SequencerState.ts';

/** Journalled with one sync, sent in one message. */
const TAKEN_AT_ONCE = 500;

/** Takes what is submitted until a block is due. */
export async function takeIn(state: SequencerState): Promise<void> {
  while (state.queue.length > 0 && !isSealDue(state)) {
    const batch = await admit(state, state.queue.splice(0, TAKEN_AT_ONCE));
    if (batch.length > 0) await takeBatch(state, batch);
  }
}

/**
 * Journal and engine get the transactions at the same time; nobody is answered, and no block sealed, before
 * both have them.
 */
async function takeBatch(state: SequencerState, batch: readonly Submission[]): Promise<void> {
  const { chain, history, taken } = state;
  for (const submission of batch) taken.set(submission.raw, submission);
  const [written, executed] = await Promise.allSettled([
    history.journal.append(batch.map(({ raw }) => ({ kind: 'transaction', raw }))),
    // Their order among each other is what the block's record says in the end.
    chain.engine.scatter(batch.map(({ raw }) => ({ method: 'eth_sendRawTransaction', params: [raw] }))),
  ]);
  if (written.status === 'rejected') {
    refuseWhenFull(state, batch, written.reason);
    if (executed.status === 'fulfilled') await takeBack(state, executed.value);
  }
  if (executed.status === 'rejected') throw executed.reason;
  if (written.status === 'fulfilled') await answer(state, batch, executed.value);
}

/** Any other failure of the journal is fatal. */
function refuseWhenFull({ taken }: SequencerState, batch: readonly Submission[], error: unknown): void {
  if (!(error instanceof DatacarError) || error.code !== 'STORAGE_FULL') throw error;
  for (const { raw, reject } of batch) {
    taken.delete(raw);
    reject(new RpcError(rpcErrorCodes.resourceUnavailable, error.message));
  }
}

/** What is not in the journal must not get into a block. */
async function takeBack({ chain }: SequencerState, answers: readonly EngineAnswer[]): Promise<void> {
  const hashes = answers.flatMap((answer) => ('result' in answer ? [answer.result] : []));
  await chain.engine.batch(hashes.map((hash) => ({ method: 'anvil_dropTransaction', params: [hash] })));
}

async function answer(
  state: SequencerState,
  batch: readonly Submission[],
  answers: readonly EngineAnswer[],
): Promise<void> {
  const { chain, history, taken, arrivedAtMs } = state;
  const now = state.clock();
  const refusals: RemovalRecord[] = [];
  for (const [index, { raw }] of batch.entries()) {
    const given = answers[index];
    if (given && 'result' in given) {
      chain.pool.add(given.result as Hex, raw);
      arrivedAtMs.set(given.result as Hex, now);
    } else if (given) {
      refusals.push(refusalRecord(raw, given.error));
    }
  }
  if (refusals.length > 0) await history.journal.append(refusals);
  if (chain.pool.size > 0) state.sealAtMs ??= now + state.sealDelayMs;
  for (const [index, { raw, resolve, reject }] of batch.entries()) {
    taken.delete(raw);
    const given = answers[index];
    if (given && 'result' in given) resolve(given.result as Hex);
    else reject(given?.error ?? new RpcError(rpcErrorCodes.internal, 'the engine did not answer'));
  }
}
