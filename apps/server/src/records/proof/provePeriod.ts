// SPDX-License-Identifier: Apache-2.0
import { compareBytes } from '@datacar/core/encoding/compareBytes';
import { equalBytes } from '@datacar/core/encoding/equalBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { createBatchProver } from '@datacar/core/records/createBatchProver';
import { encodeProof } from '@datacar/core/records/encodeProof';
import type { PeriodProofReading, PeriodProofStream } from '@datacar/core/records/PeriodProof';
import type { StreamMapProof } from '@datacar/core/records/StreamMap';
import type { StoredHeader } from '@datacar/store/telemetry/Telemetry';
import type { StreamHead } from '../ingest/sequence/createStreamHeads.ts';
import type { Anchored } from '../log/openAnchoring.ts';
import { collectHeaders, sortHeaders } from './collectHeaders.ts';
import type { ProofSources } from './proveReading.ts';
import { openBatch, readRecord } from './readBatch.ts';

/** Each costs a path of hashes to make and to check. */
const READINGS_MAX = 50_000;

export interface ProvePeriodOptions {
  vehicle: number;
  /** Undefined: all. */
  ownerEpoch: number | undefined;
  fromMs: number;
  toMs: number;
  paths: readonly string[];
}

/**
 * The proof file of a period: every header of the vehicle that touches it, with the header before and the one after,
 * so that a gap at an edge shows, and the readings of the signals asked for.
 *
 * @throws DatacarError READING_UNKNOWN, QUERY_TOO_LARGE
 */
export async function provePeriod(
  options: ProvePeriodOptions,
  sources: ProofSources & { headsOf: (vehicle: number) => StreamHead[] },
): Promise<Uint8Array> {
  const { vehicle, fromMs, toMs } = options;
  const anchored = await coverHeads(sources.headsOf(vehicle), sources);
  const isShown = ({ leafIndex, ownerEpoch }: StoredHeader) =>
    leafIndex !== undefined &&
    leafIndex < anchored.record.size &&
    (options.ownerEpoch === undefined || ownerEpoch === options.ownerEpoch);

  const streams: PeriodProofStream[] = [];
  const keyIndexes = new Set<number>();
  let readingsLeft = READINGS_MAX;
  for (const head of sources
    .headsOf(vehicle)
    .sort((left, right) => compareBytes(left.stream, right.stream))) {
    const mapEntry = anchored.map.prove(vehicle, head.stream);
    const headers = mapEntry && (await headersAround(head, { options, sources, isShown }));
    if (mapEntry === undefined || headers === undefined || headers.length === 0) continue;
    for (const { keyIndex } of headers) keyIndexes.add(keyIndex);
    const stream = await describeStream(headers, { mapEntry, options, sources, anchored, readingsLeft });
    readingsLeft -= stream.readings.length;
    streams.push(stream);
  }
  if (streams.length === 0) {
    throw new DatacarError('READING_UNKNOWN', `Vehicle ${vehicle} has said nothing in this period.`);
  }
  return encodeProof({
    kind: 'period',
    vehicle,
    fromMs,
    toMs,
    certificates: [...keyIndexes]
      .sort((left, right) => left - right)
      .map((keyIndex) => sources.certifier.certificateOf(vehicle, keyIndex)),
    checkpoint: anchored.record.checkpoint,
    anchor: anchored.record.rawTransaction,
    streams,
  });
}

/** An anchor that covers what the streams have said until now. */
async function coverHeads(heads: readonly StreamHead[], { anchoring }: ProofSources): Promise<Anchored> {
  const { latest } = anchoring;
  const isCovered = heads.every(
    ({ leafIndex }) => latest !== undefined && (leafIndex ?? Infinity) < latest.record.size,
  );
  return latest !== undefined && isCovered ? latest : anchoring.anchorNow();
}

interface HeaderContext {
  options: ProvePeriodOptions;
  sources: ProofSources;
  isShown: (header: StoredHeader) => boolean;
}

async function headersAround(
  { vehicle, stream }: StreamHead,
  { options: { fromMs, toMs }, sources, isShown }: HeaderContext,
): Promise<StoredHeader[]> {
  const { telemetry } = sources;
  const inside = sortHeaders(
    (await collectHeaders({ vehicle, stream, fromMs, toMs }, sources)).filter(isShown),
  );
  const isLive = stream.every((byte) => byte === 0);
  if (inside.length === 0 && !isLive) return [];
  const all =
    inside.length > 0 ? undefined : (await collectHeaders({ vehicle, stream }, sources)).filter(isShown);
  const edges = all === undefined ? undefined : edgesAround(all, fromMs);
  const before = edges ? edges.before : await neighbour(inside[0], -1);
  const after = edges ? edges.after : await neighbour(inside.at(-1), 1);
  return [before ?? [], inside, after ?? []].flat();

  async function neighbour(
    header: StoredHeader | undefined,
    step: 1 | -1,
  ): Promise<StoredHeader | undefined> {
    if (header === undefined) return undefined;
    const known = await telemetry.headersAt(vehicle, stream, header.sequence + step);
    return known.find((candidate) => !candidate.isFork && isShown(candidate));
  }
}

/** The last header before a moment and the first after it. */
function edgesAround(headers: readonly StoredHeader[], atMs: number) {
  const known = sortHeaders(headers.filter(({ isFork }) => !isFork));
  return {
    before: known.findLast((header) => header.toMs <= atMs),
    after: known.find((header) => header.fromMs >= atMs),
  };
}

interface StreamContext {
  mapEntry: StreamMapProof;
  options: ProvePeriodOptions;
  sources: ProofSources;
  anchored: Anchored;
  readingsLeft: number;
}

async function describeStream(
  headers: readonly StoredHeader[],
  context: StreamContext,
): Promise<PeriodProofStream> {
  const { mapEntry, options, sources, anchored, readingsLeft } = context;
  const coses: Uint8Array[] = [];
  const readings: PeriodProofReading[] = [];
  for (const [headerIndex, header] of headers.entries()) {
    const record = await readRecord(header.position, sources);
    coses.push(record.header);
    if (options.paths.length === 0 || header.isFork || header.count === 0) continue;
    const batch = openBatch(record, sources);
    const prover = createBatchProver(batch);
    for (const { path, timesMs } of batch.columns) {
      if (!options.paths.includes(path)) continue;
      for (const timeMs of timesMs) {
        const proved =
          timeMs >= options.fromMs && timeMs < options.toMs ? prover.prove(path, timeMs) : undefined;
        if (proved !== undefined) readings.push({ headerIndex, ...proved });
      }
    }
    if (readings.length > readingsLeft) {
      throw new DatacarError(
        'QUERY_TOO_LARGE',
        `The period has more than ${READINGS_MAX} readings of these signals.`,
      );
    }
    // Paths are hashes; others get their turn between two batches.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { entry, index, path } = mapEntry;
  return {
    stream: entry.stream,
    headers: coses,
    mapEntry: { sequence: entry.lastSequence, headerHash: entry.headerHash, index, path },
    inclusions: proveRuns(headers, { mapEntry, sources, anchored }),
    readings,
  };
}

/** An inclusion proof for the last header of each linked run that does not end in the map entry. */
function proveRuns(
  headers: readonly StoredHeader[],
  { mapEntry, sources, anchored }: Pick<StreamContext, 'mapEntry' | 'sources' | 'anchored'>,
): PeriodProofStream['inclusions'] {
  return headers.flatMap((header, headerIndex) => {
    const next = headers[headerIndex + 1];
    const isLinked =
      next?.sequence === header.sequence + 1 && equalBytes(next.previousHash, header.headerHash);
    const isMapEntry = equalBytes(header.headerHash, mapEntry.entry.headerHash);
    if (isLinked || isMapEntry || header.leafIndex === undefined) return [];
    const { leafIndex: logIndex } = header;
    return [{ headerIndex, logIndex, logPath: sources.tree.inclusionPath(logIndex, anchored.record.size) }];
  });
}
