// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { BatchColumn } from '@datacar/core/records/BatchColumn';
import type { BatchLog } from '../../records/BatchLog.ts';
import type { DataKeys, Sealer } from '../../records/DataKeys.ts';
import { sealBody } from '../../records/sealBody.ts';
import type { HeaderEntry } from '../../telemetry/BatchProjection.ts';
import type { DecodedHeader, RecordDecoder } from '../../telemetry/RecordDecoder.ts';
import type { Telemetry } from '../../telemetry/Telemetry.ts';

/*
 * A server in small for this package's tests and benchmarks: it stores batches as the server does, with JSON in the
 * place of the wire formats, which belong to core and are tested there.
 */

export const LIVE_STREAM = new Uint8Array(32);

/** Leaves the plaintext as it is: sealing is tested in core. */
export const openSealer: Sealer = {
  seal: async (plaintext) => Buffer.from(plaintext).toString('base64'),
  open: async (sealed) => Buffer.from(String(sealed), 'base64'),
};

export function numbers(path: string, timesMs: number[], values: number[]): BatchColumn {
  return { path, kind: 'float', timesMs: Float64Array.from(timesMs), values: Float64Array.from(values) };
}

export function strings(path: string, timesMs: number[], values: string[]): BatchColumn {
  return { path, kind: 'string', timesMs: Float64Array.from(timesMs), values };
}

export interface SmallBatch extends Partial<DecodedHeader> {
  sequence: number;
  columns: readonly BatchColumn[];
  isFork?: boolean;
}

export function headerOf({ columns, isFork: _isFork, ...given }: SmallBatch): DecodedHeader {
  const fromMs = Math.min(...columns.map(({ timesMs }) => timesMs[0] ?? 0));
  const toMs = Math.max(...columns.map(({ timesMs }) => (timesMs.at(-1) ?? 0) + 1));
  return {
    vehicle: 1,
    stream: LIVE_STREAM,
    previousHash: new Uint8Array(32),
    fromMs,
    toMs,
    count: columns.reduce((count, { timesMs }) => count + timesMs.length, 0),
    source: 'software',
    keyIndex: 0,
    ownerEpoch: 0,
    nextByMs: 0,
    ...given,
  };
}

export const jsonDecoder: RecordDecoder = {
  decodeHeader(bytes) {
    const header = JSON.parse(Buffer.from(bytes).toString()) as DecodedHeader & Record<string, unknown>;
    return {
      ...header,
      stream: Buffer.from(String(header.stream), 'hex'),
      previousHash: Buffer.from(String(header.previousHash), 'hex'),
    };
  },
  decodeColumns(body) {
    const columns = JSON.parse(Buffer.from(body).toString()) as {
      path: string;
      kind: BatchColumn['kind'];
      timesMs: number[];
      values: never[];
    }[];
    return columns.map((column) => ({
      ...column,
      timesMs: Float64Array.from(column.timesMs),
      values: column.kind === 'string' ? column.values : Float64Array.from(column.values),
    })) as BatchColumn[];
  },
};

function encodeHeader(header: DecodedHeader): Buffer {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  return Buffer.from(
    JSON.stringify({ ...header, stream: hex(header.stream), previousHash: hex(header.previousHash) }),
  );
}

function encodeColumns(columns: readonly BatchColumn[]): Buffer {
  return Buffer.from(
    JSON.stringify(
      columns.map((column) => ({ ...column, timesMs: [...column.timesMs], values: [...column.values] })),
    ),
  );
}

/** Makes a batch durable and projects it. */
export async function ingest(
  batch: SmallBatch,
  { log, keys, telemetry }: { log: BatchLog; keys: DataKeys; telemetry: Telemetry },
) {
  const decoded = headerOf(batch);
  const encoded = encodeHeader(decoded);
  const headerHash = createHash('sha256').update(encoded).digest();
  const key = await keys.require(decoded.vehicle, decoded.ownerEpoch);
  const isFork = batch.isFork ?? false;
  const receivedAtMs = decoded.toMs + 100;
  const appended = await log.append(
    {
      type: 'batch',
      vehicle: decoded.vehicle,
      ownerEpoch: decoded.ownerEpoch,
      headerHash,
      receivedAtMs,
      isFork,
      header: encoded,
      keyId: key.keyId,
      body: sealBody(encodeColumns(batch.columns), { key, headerHash }),
    },
    { isLeaf: true },
  );
  const header: HeaderEntry = { ...decoded, headerHash, receivedAtMs, isFork, leafIndex: appended.leafIndex };
  const columns = isFork ? [] : batch.columns;
  const projected = await telemetry.project({ ...appended, header, columns });
  return { ...projected, ...appended, headerHash };
}
