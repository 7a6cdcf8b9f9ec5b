// SPDX-License-Identifier: Apache-2.0
import type { Client } from '../client/Client.ts';
import { callRpcBatch } from './callRpcBatch.ts';
import type { RpcCall, RpcMethod, RpcMethods } from './RpcMethods.ts';

/**
 * Asks the chain one question through the server's JSON-RPC, without a chain library. The answer is as the chain
 * gave it, in 0x-hex.
 *
 * @throws DatacarError CHAIN_CALL_REFUSED, SERVER_UNREACHABLE, RATE_LIMITED
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { callRpc } from '@datacar/sdk/consortium/callRpc';
 *
 * const head = Number(await callRpc(createPageClient(), 'eth_blockNumber', []));
 */
export async function callRpc<Method extends RpcMethod>(
  client: Client,
  method: Method,
  params: RpcMethods[Method]['params'],
): Promise<RpcMethods[Method]['result']> {
  const [result] = await callRpcBatch(client, [{ method, params } as RpcCall]);
  return result as RpcMethods[Method]['result'];
}
