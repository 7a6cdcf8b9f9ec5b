// SPDX-License-Identifier: Apache-2.0
import type { Hex } from 'viem';
import type { TransactionPool } from './createTransactionPool.ts';
import type { ReadyTransaction } from './inspectPool.ts';
import type { RemovalRecord } from './journal/JournalRecord.ts';
import { recoverSender } from './recoverSender.ts';
import type { Engine } from './startEngine.ts';

/**
 * What should still wait after a block but is no longer known to the engine: replaced by another transaction
 * with its nonce, or dropped because it can never be executed.
 *
 * @param ready What could go into the block.
 */
export async function findRemovals(
  pool: TransactionPool,
  { engine, ready }: { engine: Engine; ready: readonly ReadyTransaction[] },
): Promise<RemovalRecord[]> {
  if (pool.size === 0) return [];
  const { pending, queued } = (await engine.request('txpool_status')) as { pending: Hex; queued: Hex };
  if (Number(pending) + Number(queued) === pool.size) return [];

  const entries = [...pool.entries()];
  const answers = await engine.batch(
    entries.map(([hash]) => ({ method: 'eth_getTransactionByHash', params: [hash] })),
  );
  const removals: RemovalRecord[] = [];
  for (const [index, [hash, raw]] of entries.entries()) {
    const answer = answers[index];
    if (answer === undefined || 'error' in answer || answer.result !== null) continue;
    const sender = await recoverSender(raw);
    const isReplaced = ready.some(({ account }) => account === sender);
    removals.push(
      isReplaced
        ? { kind: 'replaced', hash, reason: 'its sender sent another transaction with its nonce' }
        : { kind: 'dropped', hash, reason: 'the engine cannot execute it any more' },
    );
  }
  return removals;
}
