// SPDX-License-Identifier: Apache-2.0
import {
  BIGINT,
  BLOB,
  BOOLEAN,
  type DuckDBAppender,
  DuckDBBlobValue,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import type { AnchorRecord, SignedRecord } from '../records/LogRecord.ts';
import type { HeaderEntry } from '../telemetry/BatchProjection.ts';
import { createReadingBuffer, type ReadingBuffer } from './readingBuffer.ts';
import { sourceNumber } from './sources.ts';

/** What was projected and is not in the database file yet. */
export interface ProjectionTail {
  readings: ReadingBuffer;
  headers: (HeaderEntry & { position: number })[];
  anchors: (AnchorRecord & { position: number })[];
  signedRecords: (SignedRecord & { position: number; leafIndex: number | undefined })[];
  /** Up to where in the batch log the tail reaches. */
  position: number;
}

export function createTail(position: number): ProjectionTail {
  return { readings: createReadingBuffer(), headers: [], anchors: [], signedRecords: [], position };
}

/** Writes a tail and its position inside the transaction that the connection has open. */
export async function writeTail(connection: DuckDBConnection, tail: ProjectionTail): Promise<void> {
  if (tail.readings.rows > 0) {
    const appender = await connection.createAppender('readings');
    tail.readings.appendTo(appender);
    appender.closeSync();
  }
  await appendRows(connection, 'headers', tail.headers.map(headerRow));
  await appendRows(connection, 'anchors', tail.anchors.map(anchorRow));
  await appendRows(connection, 'signed_records', tail.signedRecords.map(signedRow));
  await connection.run(`update projection set position = ${tail.position}`);
}

type Cell = [value: DuckDBValue, type: DuckDBType];

function headerRow(header: HeaderEntry & { position: number }): Cell[] {
  return [
    integer(header.vehicle),
    blob(header.stream),
    integer(header.sequence),
    blob(header.headerHash),
    blob(header.previousHash),
    integer(header.fromMs),
    integer(header.toMs),
    [header.count, INTEGER],
    [sourceNumber(header.source), TINYINT],
    [header.keyIndex, INTEGER],
    [header.ownerEpoch, INTEGER],
    integer(header.nextByMs),
    integer(header.receivedAtMs),
    integer(header.leafIndex),
    [header.isFork, BOOLEAN],
    integer(header.position),
  ];
}

function anchorRow(anchor: AnchorRecord & { position: number }): Cell[] {
  return [
    integer(anchor.logId),
    integer(anchor.size),
    blob(anchor.root),
    blob(anchor.mapRoot),
    integer(anchor.mapSize),
    [anchor.checkpoint, VARCHAR],
    blob(anchor.rawTransaction),
    blob(anchor.transactionHash),
    integer(anchor.blockNumber),
    blob(anchor.blockHash),
    integer(anchor.blockTimeMs),
    integer(anchor.position),
  ];
}

function signedRow(record: ProjectionTail['signedRecords'][number]): Cell[] {
  return [
    blob(record.payloadHash),
    integer(record.receivedAtMs),
    integer(record.leafIndex),
    integer(record.position),
  ];
}

function integer(value: number | undefined): Cell {
  return [value === undefined ? null : BigInt(value), BIGINT];
}

function blob(value: Uint8Array): Cell {
  return [new DuckDBBlobValue(value), BLOB];
}

async function appendRows(
  connection: DuckDBConnection,
  table: string,
  rows: readonly Cell[][],
): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(table);
  for (const row of rows) appendRow(appender, row);
  appender.closeSync();
}

function appendRow(appender: DuckDBAppender, row: readonly Cell[]): void {
  for (const [value, type] of row) {
    if (value === null) appender.appendNull();
    else appender.appendValue(value, type);
  }
  appender.endRow();
}
