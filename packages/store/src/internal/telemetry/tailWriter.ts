// SPDX-License-Identifier: Apache-2.0
import type { DuckDBConnection } from '@duckdb/node-api';
import type { StoreLogger } from '../../StoreLogger.ts';
import { createTurns } from '../createTurns.ts';
import { storageError } from '../files/storageError.ts';
import { createTail, type ProjectionTail, writeTail } from './projectionTail.ts';
import type { SignalTable } from './signalTable.ts';

/** Rows in memory at which the input must wait for the database (about 90 MB). */
const TAIL_ROWS_MAX = 2_000_000;
/** A write that failed is tried again after so many times the usual delay: a full disk seldom empties at once. */
const RETRY_DELAYS = 10;

export interface TailWriterOptions {
  path: string;
  connection: DuckDBConnection;
  position: number;
  signals: SignalTable;
  flushAfterMs: number;
  flushAfterRows: number;
}

/** The one writing connection of the database, and the rows on their way to it. */
export interface TailWriter {
  /** Up to where in the batch log everything is in the file. */
  readonly position: number;
  /** What is being filled; another one after each flush. */
  readonly tail: ProjectionTail;
  /** A record's rows are in the tail: the position moves behind it, and a flush is due some time. */
  moveTo(nextPosition: number): void;
  /** Waits while too much is waiting already. @throws DatacarError `STORAGE_FULL`, `STORAGE_FAILED` */
  makeRoom(): Promise<void>;
  /** Writes what is in the tail now. @throws DatacarError `STORAGE_FULL`, `STORAGE_FAILED`: it is tried again later */
  flush(): Promise<void>;
  /** Gives the connection to `work` alone. */
  use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** As `use`, in a transaction that moves the position; the tail must be empty. */
  transact<T>(work: (connection: DuckDBConnection) => Promise<T>, nextPosition: number): Promise<T>;
  /** As `use`; `work` returns the connection to go on with. */
  exchange(work: (connection: DuckDBConnection) => Promise<DuckDBConnection>): Promise<void>;
  close(): Promise<void>;
}

export function openTailWriter(options: TailWriterOptions, { logger }: { logger: StoreLogger }): TailWriter {
  const { path, signals, flushAfterMs, flushAfterRows } = options;
  let { connection, position } = options;
  let tail = createTail(position);
  /** Tails that could not be written and are tried again, oldest first. */
  let unwritten: ProjectionTail[] = [];
  let queuedFlush: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const inTurn = createTurns();

  function flush(): Promise<void> {
    queuedFlush ??= inTurn(() => {
      queuedFlush = undefined;
      return writeTails();
    });
    return queuedFlush;
  }

  async function writeTails(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (tail.position === position) return;
    unwritten.push(tail);
    tail = createTail(tail.position);
    const tails = [...unwritten];
    await inTransaction(async () => {
      for (const part of tails) await writeTail(connection, part);
    });
    unwritten = [];
    position = tails.at(-1)?.position ?? position;
  }

  async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
    const newSignals = signals.insertOfNew();
    try {
      await connection.run('begin');
      if (newSignals !== undefined) await connection.run(newSignals.sql);
      const result = await work();
      await connection.run('commit');
      newSignals?.markStored();
      return result;
    } catch (error) {
      await connection.run('rollback').catch(() => {});
      throw storageError(error, path);
    }
  }

  function flushInBackground(): Promise<void> {
    return flush().catch((error) => {
      logger.error(
        { file: path, error: String(error) },
        'the projection could not be written; it is tried again',
      );
      timer ??= setTimeout(flushInBackground, flushAfterMs * RETRY_DELAYS);
    });
  }

  return {
    get position() {
      return position;
    },
    get tail() {
      return tail;
    },
    moveTo(nextPosition) {
      tail.position = nextPosition;
      if (tail.readings.rows + tail.headers.length >= flushAfterRows) void flushInBackground();
      else timer ??= setTimeout(flushInBackground, flushAfterMs);
    },
    async makeRoom() {
      const rows = unwritten.reduce((sum, part) => sum + part.readings.rows, tail.readings.rows);
      if (rows > TAIL_ROWS_MAX) await flush();
    },
    flush,
    use: (work) => inTurn(() => work(connection)),
    transact: (work, nextPosition) =>
      inTurn(async () => {
        const result = await inTransaction(async () => {
          await connection.run(`update projection set position = ${nextPosition}`);
          return work(connection);
        });
        position = nextPosition;
        tail.position = nextPosition;
        return result;
      }),
    exchange: (work) =>
      inTurn(async () => {
        connection = await work(connection);
      }),
    async close() {
      // What cannot be written now is in the batch log and is projected at the next start.
      await flushInBackground();
      clearTimeout(timer);
      await inTurn(async () => connection.closeSync());
    },
  };
}
