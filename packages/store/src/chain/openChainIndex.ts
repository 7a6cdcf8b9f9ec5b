// SPDX-License-Identifier: Apache-2.0
import { BIGINT, type DuckDBConnection, INTEGER, VARCHAR } from '@duckdb/node-api';
import { applyChainEvent, emptyChainState } from '../internal/chain/chainState.ts';
import { createTurns } from '../internal/createTurns.ts';
import {
  type Database,
  isDamage,
  openDatabase,
  removeDatabase,
  sqlText,
} from '../internal/duckdb/openDatabase.ts';
import { rowsOf, sqlInteger } from '../internal/duckdb/queryRows.ts';
import { storageError } from '../internal/files/storageError.ts';
import { type StoreLogger, silentLogger } from '../StoreLogger.ts';
import type { ChainEvent, ChainIndex, ChainPosition } from './ChainIndex.ts';
import { migrations } from './migrations.ts';

/** The events of years fit into it; nothing but appending and one scan at start is done with them. */
const MEMORY_LIMIT = '128MB';

/**
 * Opens the index of the chain: a DuckDB file of the events, folded into memory. A damaged file is thrown away;
 * the index then starts at the beginning of the chain (`position` undefined).
 */
export async function openChainIndex(
  { path }: { path: string },
  { logger = silentLogger }: { logger?: StoreLogger } = {},
): Promise<ChainIndex> {
  try {
    return await open(path);
  } catch (error) {
    if (!isDamage(error)) throw error;
    logger.warn({ file: path, error: String(error) }, 'the index of the chain is damaged; it is read anew');
    await removeDatabase(path);
    return open(path);
  }
}

async function open(path: string): Promise<ChainIndex> {
  const database = await openDatabase({ path, memoryLimit: MEMORY_LIMIT, threads: 1, migrations });
  try {
    return await createChainIndex(path, database);
  } catch (error) {
    database.closeSync();
    throw error;
  }
}

async function createChainIndex(path: string, database: Database): Promise<ChainIndex> {
  const connection = await database.connect();
  const listeners = new Set<(events: readonly ChainEvent[]) => void>();
  const inTurn = createTurns();
  let position = await readPosition(connection);
  let state = await foldEvents(connection);

  /** Runs the changes and the new position in one transaction. */
  async function store(next: ChainPosition | undefined, change: () => Promise<void>): Promise<void> {
    await connection.run('begin');
    try {
      await change();
      await connection.run('delete from position');
      if (next !== undefined) {
        const values = `${sqlInteger(next.blockNumber)}, ${sqlText(next.blockHash)}`;
        await connection.run(`insert into position values (${values})`);
      }
      await connection.run('commit');
    } catch (error) {
      await connection.run('rollback').catch(() => {});
      throw storageError(error, path);
    }
    position = next;
  }

  function tell(events: readonly ChainEvent[]): void {
    for (const listener of listeners) listener(events);
  }

  return {
    get position() {
      return position;
    },
    apply: (events, next) =>
      inTurn(async () => {
        await store(next, () => appendEvents(connection, events));
        for (const event of events) applyChainEvent(state, event);
        tell(events);
      }),
    rollback: (next) =>
      inTurn(async () => {
        const block = sqlInteger(next?.blockNumber ?? -1);
        await store(next, async () => {
          await connection.run(`delete from events where block_number > ${block}`);
        });
        state = await foldEvents(connection);
        tell([]);
      }),

    vehicle: (id) => state.vehicles.get(id),
    vehicles({ owner } = {}) {
      const all = [...state.vehicles.values()];
      return owner === undefined ? all : all.filter((vehicle) => vehicle.owner === owner.toLowerCase());
    },
    // Key indexes are counted from 0 without holes, so a vehicle's list is its own index.
    deviceKey: (vehicle, keyIndex) => state.deviceKeys.get(vehicle)?.[keyIndex],
    deviceKeys: (vehicle) => [...(state.deviceKeys.get(vehicle) ?? [])],
    members: () => [...state.members.values()],
    member: (account) => state.members.get(account.toLowerCase()),
    nodes: () => [...state.nodes.values()],
    logs: () => [...state.logs.values()],
    anchors: (logId) => [...(state.anchors.get(logId) ?? [])],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () =>
      inTurn(async () => {
        connection.closeSync();
        database.closeSync();
      }),
  };
}

async function readPosition(connection: DuckDBConnection): Promise<ChainPosition | undefined> {
  const [row] = await rowsOf(connection, 'select block_number::double, block_hash from position');
  return row === undefined ? undefined : { blockNumber: Number(row[0]), blockHash: String(row[1]) };
}

async function foldEvents(connection: DuckDBConnection) {
  const state = emptyChainState();
  const result = await connection.stream(
    `select contract, name, args, block_number::double, block_hash, block_time_ms::double, transaction_hash,
       log_index from events order by block_number, log_index`,
  );
  for await (const rows of result.yieldRows()) {
    for (const [
      contract,
      name,
      args,
      blockNumber,
      blockHash,
      blockTimeMs,
      transactionHash,
      logIndex,
    ] of rows) {
      applyChainEvent(state, {
        contract: String(contract),
        name: String(name),
        args: parseArgs(String(args)),
        blockNumber: Number(blockNumber),
        blockHash: String(blockHash),
        blockTimeMs: Number(blockTimeMs),
        transactionHash: String(transactionHash),
        logIndex: Number(logIndex),
      });
    }
  }
  return state;
}

async function appendEvents(connection: DuckDBConnection, events: readonly ChainEvent[]): Promise<void> {
  if (events.length === 0) return;
  const appender = await connection.createAppender('events');
  for (const event of events) {
    appender.appendValue(BigInt(event.blockNumber), BIGINT);
    appender.appendValue(event.blockHash, VARCHAR);
    appender.appendValue(BigInt(event.blockTimeMs), BIGINT);
    appender.appendValue(event.logIndex, INTEGER);
    appender.appendValue(event.transactionHash, VARCHAR);
    appender.appendValue(event.contract, VARCHAR);
    appender.appendValue(event.name, VARCHAR);
    appender.appendValue(formatArgs(event.args), VARCHAR);
    appender.endRow();
  }
  appender.closeSync();
}

const BIGINT_TAG = 'bigint:';

/** JSON with integers as tagged texts; no other argument of ours starts with the tag. */
function formatArgs(args: ChainEvent['args']): string {
  return JSON.stringify(args, (_name, value) =>
    typeof value === 'bigint' ? `${BIGINT_TAG}${value}` : value,
  );
}

function parseArgs(text: string): ChainEvent['args'] {
  return JSON.parse(text, (_name, value) =>
    typeof value === 'string' && value.startsWith(BIGINT_TAG)
      ? BigInt(value.slice(BIGINT_TAG.length))
      : value,
  );
}
