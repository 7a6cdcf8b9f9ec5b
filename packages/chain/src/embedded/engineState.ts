// SPDX-License-Identifier: Apache-2.0
import { type Hex, hexToNumber } from 'viem';
import type { Engine } from './startEngine.ts';

/** The whole chain as the engine knows it: accounts, blocks, transactions, receipts. Not the waiting ones. */
export async function dumpEngineState(engine: Engine): Promise<Uint8Array> {
  // Without the states of old blocks: they would be as large as the whole state, a block each.
  const hex = (await engine.request('anvil_dumpState', [false])) as string;
  return Buffer.from(hex.slice(2), 'hex');
}

/**
 * By HTTP: a state is larger than the engine's WebSocket frames may be.
 *
 * @returns whether the engine took it.
 */
export async function loadEngineState(engine: Engine, state: Uint8Array): Promise<boolean> {
  const response = await fetch(engine.httpUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"jsonrpc":"2.0","id":1,"method":"anvil_loadState","params":["0x${Buffer.from(state).toString('hex')}"]}`,
  });
  const answer = (await response.json()) as { result?: unknown };
  if (answer.result !== true) return false;
  await restoreBlockHashes(engine);
  return true;
}

/**
 * anvil loads the blocks, but its BLOCKHASH does not know them: contracts that ask for a block before the snapshot
 * would behave differently than before, and their blocks could not be replayed. When it takes a block back, anvil
 * looks the last 256 up.
 */
async function restoreBlockHashes(engine: Engine): Promise<void> {
  const head = (await engine.request('eth_getBlockByNumber', ['latest', false])) as { timestamp: Hex };
  await engine.request('evm_mine', [{ timestamp: hexToNumber(head.timestamp) + 1 }]);
  await engine.request('anvil_rollback', [1]);
}
