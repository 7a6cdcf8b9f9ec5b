// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Hex } from 'viem';
import { RpcError, rpcErrorCodes } from '../../gateway/RpcError.ts';
import type { RemovalRecord } from '../journal/JournalRecord.ts';
import { admit } from './admit.ts';
import { refusalRecord } from './refusalRecord.ts';
import { isSealDue, type SequencerState, type Submission } from './SequencerState.ts';

/** Journalled with one sync, sent in one message. */
const TAKEN_AT_ONCE = 500;

/** Takes what is submitted until a block is due. While the engine works on some, the next ones go to the disk. */
export async function takeIn(state: SequencerState): Promise<void> {
  let sent: Promise<void> = Promise.resolve();
  while (state.queue.length > 0 && !isSealDue(state)) {
    const admitted = await admit(state, state.queue.splice(0, TAKEN_AT_ONCE));
    const batch = await writeAhead(state, admitted);
    await sent;
    sent = sendToEngine(state, batch);
    // Awaited below; until then its failure is nobody's.
    sent.catch(() => {});
  }
  await sent;
}

/** @returns what is on disk: all, or nothing when the disk is full. */
async function writeAhead(
  { history, taken }: SequencerState,
  batch: readonly Submission[],
): Promise<readonly Submission[]> {
  if (batch.length === 0) return batch;
  for (const submission of batch) taken.set(submission.raw, submission);
  try {
    await history.journal.append(batch.map(({ raw }) => ({ kind: 'transaction', raw })));
    return batch;
  } catch (error) {
    if (!(error instanceof DatacarError) || error.code !== 'STORAGE_FULL') throw error;
    for (const { raw, reject } of batch) {
      taken.delete(raw);
      reject(new RpcError(rpcErrorCodes.resourceUnavailable, error.message));
    }
    return [];
  }
}

async function sendToEngine(state: SequencerState, batch: readonly Submission[]): Promise<void> {
  const { chain, history, taken, arrivedAtMs } = state;
  // Their order among each other is what the block's record says in the end.
  const answers = await chain.engine.scatter(
    batch.map(({ raw }) => ({ method: 'eth_sendRawTransaction', params: [raw] })),
  );
  const now = state.clock();
  const refusals: RemovalRecord[] = [];
  for (const [index, { raw }] of batch.entries()) {
    const answer = answers[index];
    if (answer && 'result' in answer) {
      const hash = answer.result as Hex;
      chain.pool.add(hash, raw);
      arrivedAtMs.set(hash, now);
    } else if (answer) {
      refusals.push(refusalRecord(raw, answer.error));
    }
  }
  if (refusals.length > 0) await history.journal.append(refusals);
  if (chain.pool.size > 0) state.sealAtMs ??= now + state.sealDelayMs;
  for (const [index, { raw, resolve, reject }] of batch.entries()) {
    taken.delete(raw);
    const answer = answers[index];
    if (answer && 'result' in answer) resolve(answer.result as Hex);
    else reject(answer?.error ?? new RpcError(rpcErrorCodes.internal, 'the engine did not answer'));
  }
}
