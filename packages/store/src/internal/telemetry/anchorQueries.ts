// SPDX-License-Identifier: Apache-2.0
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Page, StoredAnchor } from '../../telemetry/Telemetry.ts';
import { bytesOf, type Row, rowsOf, sqlInteger } from '../duckdb/queryRows.ts';
import { decodeCursor, encodeCursor, pageLimit } from './cursor.ts';

const ANCHORS_LIMIT_DEFAULT = 100;
const ANCHORS_LIMIT_MAX = 1000;

const ANCHOR_COLUMNS = `
  log_id::double, size::double, root, map_root, map_size::double, checkpoint, raw_transaction, transaction_hash,
  block_number::double, block_hash, block_time_ms::double, position::double`;

function toAnchor(row: Row): StoredAnchor {
  const [logId, size, root, mapRoot, mapSize, checkpoint, rawTransaction, transactionHash, ...rest] = row;
  const [blockNumber, blockHash, blockTimeMs, position] = rest;
  return {
    logId: Number(logId),
    size: Number(size),
    root: bytesOf(root),
    mapRoot: bytesOf(mapRoot),
    mapSize: Number(mapSize),
    checkpoint: String(checkpoint),
    rawTransaction: bytesOf(rawTransaction),
    transactionHash: bytesOf(transactionHash),
    blockNumber: Number(blockNumber),
    blockHash: bytesOf(blockHash),
    blockTimeMs: Number(blockTimeMs),
    position: Number(position),
  };
}

async function selectAnchors(connection: DuckDBConnection, rest: string): Promise<StoredAnchor[]> {
  return (await rowsOf(connection, `select ${ANCHOR_COLUMNS} from anchors ${rest}`)).map(toAnchor);
}

export async function queryLatestAnchor(connection: DuckDBConnection): Promise<StoredAnchor | undefined> {
  return (await selectAnchors(connection, 'order by position desc limit 1'))[0];
}

export async function queryAnchorCovering(
  connection: DuckDBConnection,
  leafIndex: number,
): Promise<StoredAnchor | undefined> {
  return (
    await selectAnchors(connection, `where size > ${sqlInteger(leafIndex)} order by position limit 1`)
  )[0];
}

export async function queryAnchors(
  connection: DuckDBConnection,
  query: { limit?: number; cursor?: string } = {},
): Promise<Page<StoredAnchor>> {
  const limit = pageLimit(query.limit, { default: ANCHORS_LIMIT_DEFAULT, max: ANCHORS_LIMIT_MAX });
  const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor, ['number'])[0];
  const where = before === undefined ? '' : `where position < ${before}`;
  const anchors = await selectAnchors(connection, `${where} order by position desc limit ${limit + 1}`);
  const items = anchors.slice(0, limit);
  const last = items.at(-1);
  const isMore = anchors.length > limit && last !== undefined;
  return { items, nextCursor: isMore ? encodeCursor([last.position]) : undefined };
}
