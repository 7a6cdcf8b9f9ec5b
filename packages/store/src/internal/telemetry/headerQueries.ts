// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { HeadersQuery, Page, StoredHeader, StreamSummary } from '../../telemetry/Telemetry.ts';
import { bytesOf, type Row, rowsOf, sqlBlob, sqlInteger } from '../duckdb/queryRows.ts';
import { sourceOf } from '../sourceNumber.ts';
import { decodeCursor, encodeCursor, pageLimit } from './cursor.ts';

const HEADERS_LIMIT_DEFAULT = 1000;
const HEADERS_LIMIT_MAX = 10_000;

const HEADER_COLUMNS = `
  vehicle::double, stream, sequence::double, header_hash, previous_hash, from_ms::double, to_ms::double, count,
  source, key_index, epoch, next_by_ms::double, received_at_ms::double, leaf_index::double, is_fork,
  position::double`;

function toHeader(row: Row): StoredHeader {
  const [vehicle, stream, sequence, headerHash, previousHash, fromMs, toMs, count, ...rest] = row;
  const [source, keyIndex, ownerEpoch, nextByMs, receivedAtMs, leafIndex, isFork, position] = rest;
  return {
    vehicle: Number(vehicle),
    stream: bytesOf(stream),
    sequence: Number(sequence),
    headerHash: bytesOf(headerHash),
    previousHash: bytesOf(previousHash),
    fromMs: Number(fromMs),
    toMs: Number(toMs),
    count: Number(count),
    source: sourceOf(Number(source)),
    keyIndex: Number(keyIndex),
    ownerEpoch: Number(ownerEpoch),
    nextByMs: Number(nextByMs),
    receivedAtMs: Number(receivedAtMs),
    leafIndex: leafIndex === null ? undefined : Number(leafIndex),
    isFork: isFork === true,
    position: Number(position),
  };
}

async function selectHeaders(connection: DuckDBConnection, rest: string): Promise<StoredHeader[]> {
  return (await rowsOf(connection, `select ${HEADER_COLUMNS} from headers ${rest}`)).map(toHeader);
}

export async function queryHeaders(
  connection: DuckDBConnection,
  query: HeadersQuery,
): Promise<Page<StoredHeader>> {
  const limit = pageLimit(query.limit, { default: HEADERS_LIMIT_DEFAULT, max: HEADERS_LIMIT_MAX });
  const conditions = [`vehicle = ${sqlInteger(query.vehicle)}`];
  if (query.stream !== undefined) conditions.push(`stream = ${sqlBlob(query.stream)}`);
  // An empty batch has fromMs = toMs at most when it is of no length; it then lies at its start.
  if (query.fromMs !== undefined)
    conditions.push(`greatest(to_ms, from_ms + 1) > ${sqlInteger(query.fromMs)}`);
  if (query.toMs !== undefined) conditions.push(`from_ms < ${sqlInteger(query.toMs)}`);
  if (query.cursor !== undefined) {
    const [stream = '', sequence, position] = decodeCursor(query.cursor, ['string', 'number', 'number']);
    const after = `${sqlBlob(Buffer.from(String(stream), 'hex'))}, ${sequence}::bigint, ${position}::bigint`;
    conditions.push(`(stream, sequence, position) > (${after})`);
  }
  const headers = await selectHeaders(
    connection,
    `where ${conditions.join(' and ')} order by stream, sequence, position limit ${limit + 1}`,
  );
  const items = headers.slice(0, limit);
  const last = items.at(-1);
  const isMore = headers.length > limit && last !== undefined;
  return {
    items,
    nextCursor: isMore
      ? encodeCursor([Buffer.from(last.stream).toString('hex'), last.sequence, last.position])
      : undefined,
  };
}

export function queryHeadersAt(
  connection: DuckDBConnection,
  { vehicle, stream, sequence }: { vehicle: number; stream: Uint8Array; sequence: number },
): Promise<StoredHeader[]> {
  return selectHeaders(
    connection,
    `where vehicle = ${sqlInteger(vehicle)} and sequence = ${sqlInteger(sequence)}
     and stream = ${sqlBlob(stream)} order by position`,
  );
}

export async function queryHeaderByHash(
  connection: DuckDBConnection,
  headerHash: Uint8Array,
): Promise<StoredHeader | undefined> {
  return (await selectHeaders(connection, `where header_hash = ${sqlBlob(headerHash)} limit 1`))[0];
}

export async function queryHeaderByPosition(
  connection: DuckDBConnection,
  position: number,
): Promise<StoredHeader | undefined> {
  return (await selectHeaders(connection, `where position = ${sqlInteger(position)} limit 1`))[0];
}

export async function queryStreams(connection: DuckDBConnection, vehicle?: number): Promise<StreamSummary[]> {
  const where = vehicle === undefined ? '' : `where vehicle = ${sqlInteger(vehicle)}`;
  const summaries = await rowsOf(
    connection,
    `select count(*)::double, (count(*) filter (is_fork))::double, sum(count)::double, min(sequence)::double,
       min(from_ms)::double from headers ${where} group by vehicle, stream order by vehicle, stream`,
  );
  const heads = await selectHeaders(
    connection,
    `${where} qualify row_number() over (
       partition by vehicle, stream order by is_fork, sequence desc, position) = 1
     order by vehicle, stream`,
  );
  return heads.map((head, index) => {
    const [headers, forks, readings, firstSequence, fromMs] = (summaries[index] ?? []).map(Number);
    return {
      vehicle: head.vehicle,
      stream: head.stream,
      source: head.source,
      headers: headers ?? 0,
      forks: forks ?? 0,
      readings: readings ?? 0,
      firstSequence: firstSequence ?? 0,
      fromMs: fromMs ?? 0,
      head,
    };
  });
}

/** Leaves that come as one text of hex digits: a value of its own for each costs ten times as much. */
const LEAVES_IN_ROW = 16_384;

/** @throws DatacarError `NOT_FOUND` when the projection does not have all of them. */
export async function queryLeaves(
  connection: DuckDBConnection,
  { fromIndex, toIndex }: { fromIndex: number; toIndex: number },
): Promise<Uint8Array> {
  const between = `leaf_index >= ${sqlInteger(fromIndex)} and leaf_index < ${sqlInteger(toIndex)}`;
  const result = await connection.stream(
    `select string_agg(hex(hash), '' order by leaf_index), leaf_index // ${LEAVES_IN_ROW} as part from (
       select leaf_index, header_hash as hash from headers where ${between}
       union all select leaf_index, payload_hash from signed_records where ${between}
     ) group by part order by part`,
  );
  const leaves = Buffer.alloc(Math.max(toIndex - fromIndex, 0) * 32);
  let offset = 0;
  for await (const rows of result.yieldRows()) {
    for (const [hashes] of rows) offset += leaves.write(String(hashes), offset, 'hex');
  }
  if (offset !== leaves.length) {
    throw new DatacarError('NOT_FOUND', `The log has no leaves ${fromIndex} to ${toIndex}.`);
  }
  return new Uint8Array(leaves.buffer, leaves.byteOffset, leaves.length);
}
