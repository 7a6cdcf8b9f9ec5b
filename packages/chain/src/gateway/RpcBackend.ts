// SPDX-License-Identifier: Apache-2.0
import type { Hex } from 'viem';
import type { RpcCaller } from './RpcCaller.ts';

/** A block that may be shown. */
export interface ShownBlock {
  number: number;
  hash: Hex;
}

/** What stands behind the gateway: the embedded chain or another one. Methods have passed the allow-list. */
export interface RpcBackend {
  readonly chainId: number;
  /** @throws RpcError */
  read(method: string, params: readonly unknown[]): Promise<unknown>;
  /** Resolves with the hash when the transaction is durable. @throws RpcError */
  sendRawTransaction(raw: unknown, caller: RpcCaller): Promise<Hex>;
  /** Calls back for every new block, in order, when it may be shown. Returns how to stop. */
  watchBlocks(onBlock: (block: ShownBlock) => void): () => void;
}
