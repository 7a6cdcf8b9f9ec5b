// SPDX-License-Identifier: Apache-2.0
import type { Hex } from 'viem';
import { RpcError, rpcErrorCodes } from '../../gateway/RpcError.ts';
import { recoverSender } from '../recoverSender.ts';
import type { SequencerState, Submission } from './SequencerState.ts';

/** Waiting transactions in all; what is behind is refused until blocks are sealed. */
const POOL_TRANSACTIONS_MAX = 20_000;

/** Refuses what is known already, what has no room, and whose account is in debt. */
export async function admit(
  state: SequencerState,
  offered: readonly Submission[],
): Promise<readonly Submission[]> {
  const admitted = new Map<Hex, Submission>();
  for (const submission of offered) {
    const waiting = state.chain.pool.size + state.taken.size + admitted.size;
    const isKnown = admitted.has(submission.raw) || isWaiting(state, submission.raw);
    const refusal = isKnown
      ? new RpcError(rpcErrorCodes.transactionRejected, 'already known')
      : ((waiting >= POOL_TRANSACTIONS_MAX ? noRoom() : undefined) ?? (await findDebt(state, submission)));
    if (refusal === undefined) admitted.set(submission.raw, submission);
    else submission.reject(refusal);
  }
  return [...admitted.values()];
}

function isWaiting({ chain, taken }: SequencerState, raw: Hex): boolean {
  return chain.pool.hasRaw(raw) || taken.has(raw);
}

function noRoom(): RpcError {
  return new RpcError(rpcErrorCodes.limitExceeded, 'too many transactions wait; try again in a second');
}

/** Senders are looked up only while somebody is in debt. */
async function findDebt(
  { limits }: SequencerState,
  { raw, isLimited }: Submission,
): Promise<RpcError | undefined> {
  if (!isLimited || !limits.isAnyInDebt) return undefined;
  // A signature that gives no sender is the engine's to refuse.
  const sender = await recoverSender(raw).catch(() => undefined);
  const seconds = sender === undefined ? 0 : limits.secondsInDebt(sender);
  if (seconds === 0) return undefined;
  return new RpcError(rpcErrorCodes.limitExceeded, `this account used up its gas; wait ${seconds} s`);
}
