// SPDX-License-Identifier: Apache-2.0
import type { RpcHex } from './RpcMethods.ts';

/**
 * A transaction that is ready to be signed: by `sendCall` with an account of a program, or by a wallet in a page
 * (`eth_sendTransaction` with `to`, `data` and `value`).
 */
export interface ContractCall {
  to: RpcHex;
  data: RpcHex;
  /** Wei of the coin. */
  value: bigint;
  /** What it does, in plain words, with amounts in whole units: to be shown before it is signed. */
  sentence: string;
}
