// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { bytesToHex, type Hex, keccak256, numberToHex } from 'viem';
import type { ChainLogger } from '../ChainLogger.ts';
import type { RpcError } from '../gateway/RpcError.ts';
import type { ChainHistory } from './ChainHistory.ts';
import { createTransactionPool, type TransactionPool } from './createTransactionPool.ts';
import { loadEngineState } from './engineState.ts';
import type { BlockRecord, GenesisRecord } from './journal/JournalRecord.ts';
import { JOURNAL_BEGINNING } from './journal/readJournal.ts';
import type { ChainSnapshot } from './snapshots/ChainSnapshot.ts';
import { type Engine, startEngine } from './startEngine.ts';

export interface ChainHead {
  number: number;
  hash: Hex;
  /** Seconds since the epoch. */
  timestamp: number;
}

export interface RestoredChain {
  engine: Engine;
  engineVersion: string;
  head: ChainHead;
  transactions: number;
  pool: TransactionPool;
  /** Journalled raw transactions that the engine did not take, and whose refusal is not journalled yet. */
  refused: Map<Hex, RpcError>;
  /** How long the blocks behind the snapshot took: what the next start would save with a newer one. */
  replayMs: number;
  /** End of the journal that the snapshot held; 0 without one. */
  snapshotBytes: number;
}

/** Sent in one message; a larger one only waits longer for its first answer. */
const SEND_BATCH = 1_000;

/**
 * Starts an engine and brings it to the journal's end: the newest snapshot that is whole, then every block
 * after it, at the same time with the same transactions in the same order, comparing every hash.
 *
 * @throws DatacarError CHAIN_REPLAY_DIFFERS, CHAIN_ENGINE_FAILED, CHAIN_ENGINE_MISSING.
 */
export async function restoreChain(
  history: ChainHistory,
  { marker, logger }: { marker: string; logger: ChainLogger },
): Promise<RestoredChain> {
  for await (const snapshot of history.snapshots()) {
    const engine = await startEngine(history.genesis, marker);
    try {
      const engineVersion = String(await engine.request('web3_clientVersion'));
      if (await isRestored(engine, engineVersion, snapshot)) {
        return await replay(history, snapshot, { engine, engineVersion, logger });
      }
      logger.warn(
        { block: snapshot.blockNumber, engine: snapshot.engine, engineNow: engineVersion },
        'a snapshot of the chain cannot be restored by this engine, an older one is tried',
      );
    } catch (error) {
      await engine.kill();
      throw error;
    }
    await engine.kill();
  }
  const engine = await startEngine(history.genesis, marker);
  try {
    const engineVersion = String(await engine.request('web3_clientVersion'));
    await giveBalances(engine, history.genesis);
    return await replay(history, undefined, { engine, engineVersion, logger });
  } catch (error) {
    await engine.kill();
    throw error;
  }
}

/** Before block 1, whose state root is the first that holds them; a snapshot's state has them already. */
async function giveBalances(engine: Engine, { balances = [] }: GenesisRecord): Promise<void> {
  for (const { account, wei } of balances) {
    await engine.request('anvil_setBalance', [account, numberToHex(wei)]);
  }
}

/** Another version of the engine proves itself on the whole journal instead of taking a state on trust. */
async function isRestored(engine: Engine, engineVersion: string, snapshot: ChainSnapshot): Promise<boolean> {
  if (snapshot.engine !== engineVersion) return false;
  if (!(await loadEngineState(engine, snapshot.state))) return false;
  const { hash } = await readHead(engine);
  return hash === snapshot.blockHash;
}

async function replay(
  history: ChainHistory,
  snapshot: ChainSnapshot | undefined,
  { engine, engineVersion, logger }: { engine: Engine; engineVersion: string; logger: ChainLogger },
): Promise<RestoredChain> {
  const startedAt = performance.now();
  const genesisHash = await readBlockHash(engine, 0);
  if (genesisHash !== history.genesis.hash) throw differs(0, history.genesis.hash, genesisHash);

  const waiting = new Map<Hex, Hex>();
  for (const raw of snapshot?.pending ?? []) waiting.set(keccak256(raw), raw);
  let head: ChainHead = snapshot
    ? { number: snapshot.blockNumber, hash: snapshot.blockHash, timestamp: snapshot.blockTimestamp }
    : { number: 0, hash: genesisHash, timestamp: history.genesis.timestamp };
  let transactions = snapshot?.transactions ?? 0;

  const from = snapshot
    ? { bytes: snapshot.journalBytes, lastHash: snapshot.journalHash }
    : JOURNAL_BEGINNING;
  for await (const record of history.journal.recordsAfter(from)) {
    if (record.kind === 'transaction') {
      const { raw } = record;
      waiting.set(keccak256(raw), raw);
    } else if (record.kind === 'block') {
      await replayBlock(engine, record, waiting);
      head = { number: record.number, hash: record.hash, timestamp: record.timestamp };
      transactions += record.transactions.length;
    } else if (record.kind === 'refused' || record.kind === 'replaced' || record.kind === 'dropped') {
      waiting.delete(record.hash);
    }
  }
  const replayMs = performance.now() - startedAt;
  logger.info(
    {
      block: head.number,
      fromBlock: snapshot?.blockNumber ?? 0,
      transactions,
      replayMs: Math.round(replayMs),
    },
    'the chain is restored, every block hash is the same',
  );
  const restored = {
    engine,
    engineVersion,
    head,
    transactions,
    replayMs,
    snapshotBytes: snapshot?.journalBytes ?? 0,
  };
  return { ...restored, ...(await fillPool(engine, waiting)) };
}

/** Sends exactly the block's transactions in its own order, so nothing depends on how a pool sorts. */
async function replayBlock(engine: Engine, block: BlockRecord, waiting: Map<Hex, Hex>): Promise<void> {
  for (let offset = 0; offset < block.transactions.length; offset += SEND_BATCH) {
    const hashes = block.transactions.slice(offset, offset + SEND_BATCH);
    const answers = await engine.batch(
      hashes.map((hash) => ({ method: 'eth_sendRawTransaction', params: [waiting.get(hash) ?? '0x'] })),
    );
    for (const [index, answer] of answers.entries()) {
      if ('error' in answer) throw differs(block.number, block.hash, answer.error.message, hashes[index]);
    }
    for (const hash of hashes) waiting.delete(hash);
  }
  await engine.request('evm_mine', [{ timestamp: block.timestamp }]);
  const hash = await readBlockHash(engine, block.number);
  if (hash !== block.hash) throw differs(block.number, block.hash, hash);
}

/** What waited at the end waits again; what had no outcome when the process was killed gets one now. */
async function fillPool(
  engine: Engine,
  waiting: Map<Hex, Hex>,
): Promise<Pick<RestoredChain, 'pool' | 'refused'>> {
  const refused = new Map<Hex, RpcError>();
  const pool = createTransactionPool();
  for (const [hash, raw] of waiting) {
    const [answer] = await engine.batch([{ method: 'eth_sendRawTransaction', params: [raw] }]);
    if (answer && 'error' in answer) refused.set(raw, answer.error);
    else pool.add(hash, raw);
  }
  return { pool, refused };
}

async function readHead(engine: Engine): Promise<{ hash: Hex }> {
  return (await engine.request('eth_getBlockByNumber', ['latest', false])) as { hash: Hex };
}

async function readBlockHash(engine: Engine, number: number): Promise<Hex> {
  const block = (await engine.request('eth_getBlockByNumber', [`0x${number.toString(16)}`, false])) as {
    hash: Hex;
  } | null;
  return block?.hash ?? bytesToHex(new Uint8Array(32));
}

function differs(block: number, journalled: Hex, replayed: string, transaction?: Hex): DatacarError {
  return new DatacarError(
    'CHAIN_REPLAY_DIFFERS',
    `Block ${block} of the chain's journal is ${journalled}, but replaying it gave ${replayed}. The chain does ` +
      'not start, nothing was changed. Run the version of Datacar that wrote the journal, or restore a backup.',
    { details: { block, journalled, replayed, ...(transaction && { transaction }) } },
  );
}
