// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Database } from './openDatabase.ts';

/** DuckDB's work and file syncs share libuv's four threads, so two must stay free for the batch log. */
const CONNECTIONS = 2;
/** Queries that wait for a connection; more than this means that answers would come too late to be useful. */
const WAITING_MAX = 64;
const INTERRUPT_EVERY_MS = 20;

export interface QueryPool {
  /**
   * Runs a query on a connection of its own and interrupts it when its time is over.
   *
   * @throws DatacarError `QUERY_TIMEOUT`, `QUERY_TOO_LARGE`, `OVERLOADED`
   */
  run<T>(query: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** As `run` for a result that is read bit by bit; the time counts until the end. */
  stream<T>(query: (connection: DuckDBConnection) => AsyncIterable<T>): AsyncGenerator<T>;
  /**
   * Waits until no query runs and holds new ones back; `work` may exchange the database. When it fails there may be
   * none any more, so everything is refused from then on.
   */
  exclusively(work: () => Promise<Database>): Promise<void>;
  close(): Promise<void>;
}

export async function openQueryPool(
  database: Database,
  { queryTimeoutMs, onDamaged }: { queryTimeoutMs: number; onDamaged: (error: unknown) => void },
): Promise<QueryPool> {
  let idle: DuckDBConnection[] = [];
  let waiting: (() => void)[] = [];
  let running = 0;
  let limit = CONNECTIONS;
  let isClosed = false;
  /** Set by whoever waits until no query runs. */
  let drained: (() => void) | undefined;
  await connect(database);

  async function connect(to: Database): Promise<void> {
    idle = await Promise.all(Array.from({ length: CONNECTIONS }, () => to.connect()));
  }

  async function acquire(): Promise<DuckDBConnection> {
    if (isClosed) throw closedError();
    if (running >= limit) {
      if (waiting.length >= WAITING_MAX) {
        throw new DatacarError('OVERLOADED', 'Too many queries are waiting; ask again in a moment.');
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    const connection = idle.pop();
    if (connection === undefined) throw closedError();
    return connection;
  }

  /** Hands the place to whoever waits, so `running` only falls when nobody does. */
  function release(connection: DuckDBConnection): void {
    idle.push(connection);
    if (running <= limit && waiting.length > 0) waiting.shift()?.();
    else running -= 1;
    if (running === 0) drained?.();
  }

  function startTimer(connection: DuckDBConnection): { hasExpired: () => boolean; stop: () => void } {
    let repeated: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => {
      // An interrupt between two statements is lost, so it is repeated until the query has ended.
      connection.interrupt();
      repeated = setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
    }, queryTimeoutMs);
    return {
      hasExpired: () => repeated !== undefined,
      stop() {
        clearTimeout(timer);
        clearInterval(repeated);
      },
    };
  }

  function translate(error: unknown, hasExpired: boolean): unknown {
    const message = String(error);
    if (hasExpired) {
      return new DatacarError('QUERY_TIMEOUT', `The query took longer than ${queryTimeoutMs} ms.`, {
        details: { queryTimeoutMs },
        cause: error,
      });
    }
    if (/out of memory/i.test(message)) {
      return new DatacarError('QUERY_TOO_LARGE', 'The query needs more memory than the server allows.', {
        cause: error,
      });
    }
    if (/checksum|corrupt|invalidated/i.test(message)) onDamaged(error);
    return error;
  }

  return {
    async run(query) {
      const connection = await acquire();
      const timer = startTimer(connection);
      try {
        return await query(connection);
      } catch (error) {
        throw translate(error, timer.hasExpired());
      } finally {
        timer.stop();
        release(connection);
      }
    },
    async *stream(query) {
      const connection = await acquire();
      const timer = startTimer(connection);
      try {
        yield* query(connection);
      } catch (error) {
        throw translate(error, timer.hasExpired());
      } finally {
        timer.stop();
        release(connection);
      }
    },
    async exclusively(work) {
      limit = 0;
      if (running > 0)
        await new Promise<void>((resolve) => {
          drained = resolve;
        });
      drained = undefined;
      for (const connection of idle) connection.closeSync();
      idle = [];
      try {
        await connect(await work());
      } catch (error) {
        isClosed = true;
        for (const next of waiting.splice(0)) next();
        onDamaged(error);
        throw error;
      }
      limit = CONNECTIONS;
      for (const next of waiting.splice(0, CONNECTIONS)) {
        running += 1;
        next();
      }
    },
    async close() {
      isClosed = true;
      limit = 0;
      const refused = waiting;
      waiting = [];
      if (running > 0)
        await new Promise<void>((resolve) => {
          drained = resolve;
        });
      for (const connection of idle) connection.closeSync();
      idle = [];
      for (const next of refused) next();
    },
  };
}

function closedError(): DatacarError {
  return new DatacarError('STARTING', 'The store is closed; the server is stopping.');
}
