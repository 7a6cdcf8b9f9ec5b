// SPDX-License-Identifier: Apache-2.0
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { AnchorRecord, SignedRecord } from '../../records/LogRecord.ts';
import type { HeaderEntry } from '../../telemetry/BatchProjection.ts';
import { sourceNumber } from '../sourceNumber.ts';
import { createReadingBuffer, type ReadingBuffer } from './readingBuffer.ts';

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
  await appendRows(connection, 'headers', tail.headers, appendHeader);
  await appendRows(connection, 'anchors', tail.anchors, appendAnchor);
  await appendRows(connection, 'signed_records', tail.signedRecords, appendSigned);
  await connection.run(`update projection set position = ${tail.position}`);
}

async function appendRows<T>(
  connection: DuckDBConnection,
  table: string,
  rows: readonly T[],
  append: (appender: DuckDBAppender, row: T) => void,
): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    append(appender, row);
    appender.endRow();
  }
  appender.closeSync();
}

/** In the order of the table's columns, as the two below. */
function appendHeader(appender: DuckDBAppender, header: ProjectionTail['headers'][number]): void {
  appendInteger(appender, header.vehicle);
  appender.appendBlob(header.stream);
  appendInteger(appender, header.sequence);
  appender.appendBlob(header.headerHash);
  appender.appendBlob(header.previousHash);
  appendInteger(appender, header.fromMs);
  appendInteger(appender, header.toMs);
  appender.appendInteger(header.count);
  appender.appendTinyInt(sourceNumber(header.source));
  appender.appendInteger(header.keyIndex);
  appender.appendInteger(header.ownerEpoch);
  appendInteger(appender, header.nextByMs);
  appendInteger(appender, header.receivedAtMs);
  appendInteger(appender, header.leafIndex);
  appender.appendBoolean(header.isFork);
  appendInteger(appender, header.position);
}

function appendAnchor(appender: DuckDBAppender, anchor: ProjectionTail['anchors'][number]): void {
  appendInteger(appender, anchor.logId);
  appendInteger(appender, anchor.size);
  appender.appendBlob(anchor.root);
  appender.appendBlob(anchor.mapRoot);
  appendInteger(appender, anchor.mapSize);
  appender.appendVarchar(anchor.checkpoint);
  appender.appendBlob(anchor.rawTransaction);
  appender.appendBlob(anchor.transactionHash);
  appendInteger(appender, anchor.blockNumber);
  appender.appendBlob(anchor.blockHash);
  appendInteger(appender, anchor.blockTimeMs);
  appendInteger(appender, anchor.position);
}

function appendSigned(appender: DuckDBAppender, record: ProjectionTail['signedRecords'][number]): void {
  appender.appendBlob(record.payloadHash);
  appendInteger(appender, record.receivedAtMs);
  appendInteger(appender, record.leafIndex);
  appendInteger(appender, record.position);
}

function appendInteger(appender: DuckDBAppender, value: number | undefined): void {
  if (value === undefined) appender.appendNull();
  else appender.appendBigInt(BigInt(value));
}
