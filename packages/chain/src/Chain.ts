// SPDX-License-Identifier: Apache-2.0

import type { ChainIdentity } from '@datacar/core/records/ChainIdentity';
import type { PublicClient } from 'viem';
import type { WebSocket } from 'ws';
import type { ChainGrowth } from './ChainGrowth.ts';
import type { ShownBlock } from './gateway/RpcBackend.ts';
import type { RpcCaller } from './gateway/RpcCaller.ts';

/** A running chain: the embedded one of this server, or any other that speaks standard JSON-RPC. */
export interface Chain {
  readonly kind: 'embedded' | 'external';
  readonly identity: ChainIdentity;
  /** Where other programs on this machine reach the chain: the loopback gateway (HTTP and WebSocket on one port), or the external URL. */
  readonly rpcUrl: string;
  /** A viem client that sees exactly what the gateway shows: only blocks that are final as far as this process knows. */
  readonly publicClient: PublicClient;

  /**
   * Answers one JSON-RPC body, a single request or a batch, through the allow-list. Never throws: what is
   * refused comes back as a JSON-RPC error.
   * @param body UTF-8 JSON.
   * @param caller Whom the limits count for.
   */
  handleRpc(body: string | Buffer, caller: RpcCaller): Promise<string>;

  /** Serves JSON-RPC on an open WebSocket, `eth_subscribe` for `newHeads` and `logs` included. */
  handleSocket(socket: WebSocket, caller: RpcCaller): void;

  /**
   * Calls back for every new block, in order, as soon as it may be shown. Returns how to stop.
   */
  watchBlocks(onBlock: (block: ShownBlock) => void): () => void;

  /** Newest block that cannot be undone: journalled on the embedded chain, `finalized` where the engine knows it. */
  finalBlockNumber(): Promise<bigint>;

  /** What the chain has grown to, with a warning in words when it is time to move to another engine. */
  growth(): ChainGrowth;

  /** Settles with the reason when the chain can no longer serve (a failing fsync, an engine that does not come back). */
  readonly failed: Promise<Error>;

  /** Seals nothing more, writes a snapshot, ends the engine. Safe to call twice. */
  stop(): Promise<void>;
}
