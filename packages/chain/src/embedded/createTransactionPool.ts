// SPDX-License-Identifier: Apache-2.0
import type { Hex } from 'viem';

/** The transactions that wait, in the order of their arrival. */
export interface TransactionPool {
  readonly size: number;
  /** By the raw transaction: hashing each would cost a good part of what the gateway costs. */
  hasRaw(raw: Hex): boolean;
  add(hash: Hex, raw: Hex): void;
  delete(hash: Hex): void;
  entries(): IterableIterator<[hash: Hex, raw: Hex]>;
}

export function createTransactionPool(): TransactionPool {
  const byHash = new Map<Hex, Hex>();
  const raws = new Set<Hex>();
  return {
    get size() {
      return byHash.size;
    },
    hasRaw: (raw) => raws.has(raw),
    add(hash, raw) {
      byHash.set(hash, raw);
      raws.add(raw);
    },
    delete(hash) {
      const raw = byHash.get(hash);
      if (raw !== undefined) raws.delete(raw);
      byHash.delete(hash);
    },
    entries: () => byHash.entries(),
  };
}
