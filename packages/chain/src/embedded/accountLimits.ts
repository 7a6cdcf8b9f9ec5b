// SPDX-License-Identifier: Apache-2.0
import type { ReadyTransaction } from './inspectPool.ts';

/** Gas an account may use up at once: the registration of some hundred cars. */
const GAS_BURST = 200_000_000;

/** What it gets back; a fiftieth of what a block takes, so that nobody fills the blocks alone. */
const GAS_PER_SECOND = 10_000_000;

/** Accounts cost nothing to make, so the ones whose allowance is full again are forgotten. */
const ACCOUNTS_SWEPT_ABOVE = 10_000;

interface Allowance {
  gasLeft: number;
  atMs: number;
  /** Below it everything is charged. */
  nextNonce: number;
}

/**
 * Gas is free, so each account has an allowance of it instead. It is charged before a block is sealed, when
 * the engine knows the senders of what waits; only while some account is in debt are senders of new transactions
 * looked up, so a quiet chain pays nothing for it.
 */
export interface AccountLimits {
  readonly isAnyInDebt: boolean;
  /** Each nonce is charged once, however many blocks it waits for. */
  charge(transaction: ReadyTransaction): void;
  /** 0 when the account may send, else the seconds until it may again. */
  secondsInDebt(account: string): number;
}

export function createAccountLimits(clock: () => number): AccountLimits {
  const accounts = new Map<string, Allowance>();
  const debtors = new Set<string>();

  function refill(account: string): Allowance {
    const now = clock();
    const { gasLeft, atMs, nextNonce } = accounts.get(account) ?? {
      gasLeft: GAS_BURST,
      atMs: now,
      nextNonce: 0,
    };
    const refilled = Math.min(GAS_BURST, gasLeft + (Math.max(0, now - atMs) / 1000) * GAS_PER_SECOND);
    return { gasLeft: refilled, atMs: now, nextNonce };
  }

  return {
    get isAnyInDebt() {
      for (const account of debtors) {
        if (refill(account).gasLeft >= 0) debtors.delete(account);
      }
      return debtors.size > 0;
    },
    charge({ account, nonce, gasLimit }) {
      const { gasLeft, atMs, nextNonce } = refill(account);
      if (nonce < nextNonce) return;
      const left = gasLeft - gasLimit;
      accounts.set(account, { gasLeft: left, atMs, nextNonce: nonce + 1 });
      if (left < 0) debtors.add(account);
      if (accounts.size > ACCOUNTS_SWEPT_ABOVE) sweep();
    },
    secondsInDebt(account) {
      const { gasLeft } = refill(account);
      return gasLeft >= 0 ? 0 : Math.ceil(-gasLeft / GAS_PER_SECOND);
    },
  };

  function sweep(): void {
    for (const account of accounts.keys()) {
      if (refill(account).gasLeft >= GAS_BURST) accounts.delete(account);
    }
  }
}
