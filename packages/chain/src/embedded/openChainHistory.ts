// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Hex } from 'viem';
import type { ChainLogger } from '../ChainLogger.ts';
import type { ChainHistory } from './ChainHistory.ts';
import type { GenesisBalance, GenesisRecord, JournalRecord } from './journal/JournalRecord.ts';
import { decodeJournalRecord } from './journal/journalRecordCodec.ts';
import { openJournal } from './journal/openJournal.ts';
import type { ChainSnapshot } from './snapshots/ChainSnapshot.ts';
import type { SnapshotFiles } from './snapshots/snapshotFiles.ts';
import { startEngine } from './startEngine.ts';

const CHAIN_ID_MIN = 2 ** 32;
const CHAIN_ID_END = 2 ** 48 - 1;

/** What one machine executes in a block of a second; one transaction takes at most 2^24 (EIP-7825). */
const BLOCK_GAS_LIMIT = 500_000_000;

/** Longer records are of other kinds, and are not worth decoding to find the engine's version. */
const ENGINE_RECORD_BYTES_MAX = 128;

/**
 * Opens the journal of a folder, checks all of it, and finds the snapshots that belong to it. On the first start
 * draws the chain's id, and writes record 0 with it and with the balances; later starts keep what stands there.
 *
 * @throws DatacarError CHAIN_JOURNAL_DAMAGED, CHAIN_ENGINE_MISSING, CHAIN_ENGINE_FAILED.
 */
export async function openChainHistory(
  { directory, balances }: { directory: string; balances: readonly GenesisBalance[] },
  {
    snapshotFiles,
    marker,
    logger,
    clock,
  }: { snapshotFiles: SnapshotFiles; marker: string; logger: ChainLogger; clock: () => number },
): Promise<ChainHistory> {
  const hashAt = new Map<number, string>();
  let first: JournalRecord | undefined;
  let engineVersion: string | undefined;
  const journal = await openJournal({
    path: join(directory, 'journal'),
    onEntry: ({ payload, endOffset, recordHash }) => {
      first ??= decodeJournalRecord(payload);
      if (payload.length <= ENGINE_RECORD_BYTES_MAX) {
        const record = decodeJournalRecord(payload);
        if (record.kind === 'engine') engineVersion = record.engine;
      }
      hashAt.set(endOffset, recordHash);
    },
    onTorn: (bytes) => logger.warn({ bytes }, "a torn last record of the chain's journal was cut"),
  });
  try {
    if (first === undefined) {
      first = await drawGenesis(balances, { marker, clock });
      await journal.append([first]);
    }
    if (first.kind !== 'genesis') {
      throw new DatacarError('CHAIN_JOURNAL_DAMAGED', "The chain's journal does not begin with its genesis");
    }
    const genesis = first;
    return {
      genesis,
      journal,
      engineVersion: engineVersion ?? genesis.engine,
      bind: ({ bytes, lastHash }) => hashAt.set(bytes, lastHash),
      async *snapshots() {
        for (const name of await snapshotFiles.list()) {
          const snapshot = await snapshotFiles.read(name);
          if (snapshot === undefined) {
            logger.warn({ name }, 'a snapshot of the chain is damaged, an older one is tried');
          } else if (isBound(snapshot, genesis, hashAt, journal.place.bytes)) {
            yield snapshot;
          } else {
            logger.warn({ name }, 'a snapshot does not belong to this journal, an older one is tried');
          }
        }
      },
    };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

function isBound(
  { chainId, journalBytes, journalHash, blockNumber }: ChainSnapshot,
  genesis: GenesisRecord,
  hashAt: ReadonlyMap<number, string>,
  journalEnd: number,
): boolean {
  if (chainId !== genesis.chainId) return false;
  if (journalBytes > journalEnd) {
    throw new DatacarError(
      'CHAIN_JOURNAL_DAMAGED',
      `The chain's journal ends at byte ${journalEnd}, but a snapshot of block ${blockNumber} was made when it ` +
        `had ${journalBytes}. Records that were acknowledged are missing; restore the journal from a backup.`,
      { details: { journalEnd, journalBytes, blockNumber } },
    );
  }
  return hashAt.get(journalBytes) === journalHash;
}

async function drawGenesis(
  balances: readonly GenesisBalance[],
  { marker, clock }: { marker: string; clock: () => number },
): Promise<GenesisRecord> {
  const settings = {
    chainId: randomInt(CHAIN_ID_MIN, CHAIN_ID_END),
    timestamp: Math.floor(clock() / 1000),
    gasLimit: BLOCK_GAS_LIMIT,
    hardfork: 'osaka',
  };
  const engine = await startEngine(settings, marker);
  try {
    const { hash } = (await engine.request('eth_getBlockByNumber', ['0x0', false])) as { hash: Hex };
    const version = String(await engine.request('web3_clientVersion'));
    return {
      ...{ kind: 'genesis', version: 1, ...settings, hash, engine: version },
      ...(balances.length > 0 && { balances }),
    };
  } finally {
    await engine.kill();
  }
}
