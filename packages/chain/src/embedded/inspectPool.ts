// SPDX-License-Identifier: Apache-2.0
import type { Engine } from './startEngine.ts';

export interface ReadyTransaction {
  /** Sender, lower case. */
  account: string;
  nonce: number;
  gasLimit: number;
}

/** `0x….: 0 wei + 100000 gas × 0 wei`, as geth writes it too. */
const GAS = / (\d+) gas /;

/**
 * The transactions that could go into a block now; those behind a gap of nonces do not count. The engine knows
 * the senders of what waits, so asking costs a microsecond each, where recovering them costs a hundred.
 */
export async function inspectPool(engine: Engine): Promise<ReadyTransaction[]> {
  const { pending } = (await engine.request('txpool_inspect')) as {
    pending: Record<string, Record<string, string>>;
  };
  return Object.entries(pending).flatMap(([account, byNonce]) =>
    Object.entries(byNonce).map(([nonce, summary]) => ({
      account: account.toLowerCase(),
      nonce: Number(nonce),
      gasLimit: Number(GAS.exec(summary)?.[1] ?? 0),
    })),
  );
}
