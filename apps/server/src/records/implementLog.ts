// SPDX-License-Identifier: Apache-2.0
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { ErrorCode } from '@datacar/core/errors/errorCodes';
import { errorCodes } from '@datacar/core/errors/errorCodes';
import { MAX_BATCH_BYTES } from '@datacar/core/records/batchLimits';
import {
  anchorLog,
  listAnchors,
  listStreams,
  proveConsistency,
  proveInclusion,
  readCheckpoint,
  readStream,
  readTile,
  sendBatch,
} from '@datacar/core/records/routes';
import type { AnchorRecord } from '@datacar/store/records/LogRecord';
import type { FastifyRequest } from 'fastify';
import { type Implementation, implement } from '../http/implement.ts';
import { decodeCursor, encodeCursor } from '../http/pageCursor.ts';
import type { StreamHead } from './ingest/sequence/createStreamHeads.ts';
import { parseTilePath } from './log/parseTilePath.ts';
import { readTile as readTileBytes } from './log/readTile.ts';
import type { RecordServices } from './RecordServices.ts';
import { streamName } from './streamName.ts';

const PAGE = 200;
/** An anchor is a transaction, and the chain keeps it for ever. */
const ANCHORS_PER_MINUTE = 300;

/** Routes about batches on their way in, and about the log that holds them. */
export function implementLog(services: RecordServices): Implementation[] {
  const { telemetry, tree, heads, ingest, anchoring } = services;
  const headerOf = (hash: string) => telemetry.headerByHash(decodeHex(hash));
  const vehicleOfHeader = async (request: FastifyRequest) => {
    const { headerHash } = request.params as { headerHash: string };
    return /^0x[0-9a-f]{64}$/.test(headerHash) ? (await headerOf(headerHash))?.vehicle : undefined;
  };

  return [
    implement(
      sendBatch,
      async ({ params, body, reply }) => {
        const bytes = body instanceof Uint8Array ? body : new Uint8Array();
        const answer = await ingest.receive({ vehicle: Number(params.id), bytes }).answer;
        const { error, headerHash, sequence } = answer;
        if (error === undefined) return answer;
        const { code, message, final, details } = error;
        const { status } = errorCodes[code as ErrorCode];
        if (!final) reply.header('retry-after', 1);
        reply.code(status);
        const docs = new DatacarError(code as ErrorCode, message).docsPath;
        // The error as every route tells it, in an answer as MQTT gives it.
        return { ...answer, error: { ...error, details: { ...details, final, headerHash, sequence }, docs } };
      },
      { bodyBytesMax: MAX_BATCH_BYTES },
    ),
    implement(listStreams, ({ params, query }) => {
      const all = heads
        .durableOf(Number(params.id))
        .sort((left, right) => (streamName(left.stream) < streamName(right.stream) ? -1 : 1));
      const start = decodeCursor(query.cursor);
      const end = start + PAGE;
      return {
        items: all.slice(start, end).map(describeHead),
        nextCursor: all.length > end ? encodeCursor(end) : null,
      };
    }),
    implement(readStream, ({ params }) => {
      const head = heads.durable(Number(params.id), decodeHex(`0x${params.stream}`));
      if (head === undefined) throw new DatacarError('NOT_FOUND', 'The vehicle has no such stream.');
      return describeHead(head);
    }),
    implement(
      proveInclusion,
      async ({ params }) => {
        const leafIndex = (await headerOf(params.headerHash))?.leafIndex;
        if (leafIndex === undefined) throw new DatacarError('NOT_FOUND', 'The log has no such batch.');
        const anchor = await telemetry.anchorCovering(leafIndex);
        const checkpoint = anchor?.checkpoint ?? anchoring.checkpoint();
        const size = anchor?.size ?? tree.size;
        return {
          logIndex: leafIndex,
          checkpoint,
          logPath: tree.inclusionPath(leafIndex, size).map(encodeHex),
          anchor: anchor === undefined ? null : describeAnchor({ type: 'anchor', ...anchor }),
        };
      },
      { vehicleOf: vehicleOfHeader },
    ),
    implement(readCheckpoint, () => anchoring.checkpoint()),
    implement(readTile, async ({ params, reply }) => {
      const path = parseTilePath(params['*']);
      if (path === undefined) throw new DatacarError('INPUT_INVALID', 'This is no path of a tile.');
      const tile = await readTileBytes(path, { tree, leaves: telemetry.leaves });
      if (tile === undefined) throw new DatacarError('NOT_FOUND', 'The log does not have this tile yet.');
      // A tile never changes.
      reply.header('cache-control', 'public, max-age=31536000, immutable');
      return Buffer.from(tile);
    }),
    implement(proveConsistency, ({ query: { from, to } }) => {
      if (from < 1 || from > to || to > tree.size) {
        throw new DatacarError('INPUT_INVALID', `from and to: 1 <= from <= to <= ${tree.size} is needed.`, {
          details: { field: from < 1 || from > to ? 'from' : 'to', size: tree.size },
        });
      }
      return {
        from,
        to,
        fromRoot: encodeHex(tree.root(from)),
        toRoot: encodeHex(tree.root(to)),
        proof: tree.consistencyPath(from, to).map(encodeHex),
      };
    }),
    implement(listAnchors, async ({ query }) => {
      const page = await telemetry.anchors({
        limit: PAGE,
        ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
      });
      return {
        items: page.items.map((anchor) => describeAnchor({ type: 'anchor', ...anchor })),
        nextCursor: page.nextCursor ?? null,
      };
    }),
    implement(anchorLog, async () => describeAnchor((await anchoring.anchorNow()).record), {
      perMinuteMax: ANCHORS_PER_MINUTE,
    }),
  ];
}

function describeHead({
  stream,
  source,
  sequence,
  headerHash,
  ownerEpoch,
  keyIndex,
  toMs,
  nextByMs,
}: StreamHead) {
  return {
    stream: streamName(stream),
    source,
    lastSequence: sequence,
    headerHash: encodeHex(headerHash),
    ownerEpoch,
    keyIndex,
    toMs,
    nextByMs,
  };
}

function describeAnchor(anchor: AnchorRecord) {
  const { transactionHash, blockNumber, blockTimeMs, size, root, mapRoot, mapSize } = anchor;
  return {
    transactionHash: encodeHex(transactionHash),
    blockNumber,
    blockTimeMs,
    size,
    root: encodeHex(root),
    mapRoot: encodeHex(mapRoot),
    mapSize,
  };
}
