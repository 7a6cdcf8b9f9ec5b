// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { listDrives, listGaps, querySeries, readLatest } from '@datacar/core/records/routes';
import { signalByPath } from '@datacar/core/signals/signalByPath';
import type { Drive } from '@datacar/core/vehicles/Drive';
import type { ReadingsOf } from '@datacar/store/telemetry/Telemetry';
import { type Implementation, implement } from '../http/implement.ts';
import { decodeCursor, encodeCursor } from '../http/pageCursor.ts';
import { personOf } from '../wallet/implementWallet.ts';
import type { Principal } from '../wallet/Principal.ts';
import { checkPeriod, checkSignals } from './checkQuery.ts';
import { detectDrivesIn } from './detectDrivesIn.ts';
import { listGapsOf, type StreamGap } from './listGapsOf.ts';
import type { RecordServices } from './RecordServices.ts';

const DRIVES_PAGE = 100;
const GAPS_PAGE = 1_000;
const TIME_MS_MAX = 8.64e15;

/** Routes that ask what a car said, for whoever owned it when it said so. */
export function implementReadings(services: RecordServices): Implementation[] {
  const { telemetry, ownership, heads, clock } = services;
  const visible = (id: string, principal: Principal): ReadingsOf =>
    ownership.visibleReadings(Number(id), personOf(principal).account);

  return [
    implement(readLatest, ({ params, query, principal }) => {
      checkSignals(query.signals);
      const { vehicle, ownerEpoch } = visible(params.id, principal);
      const nowMs = clock();
      const items = telemetry.latest
        .list(vehicle, query.signals)
        .filter((latest) => ownerEpoch === undefined || latest.ownerEpoch === ownerEpoch)
        .map(({ path, timeMs, value, source }) => ({
          signal: path,
          unit: signalByPath(path)?.unit ?? null,
          timeMs,
          ageMs: nowMs - timeMs,
          value,
          source,
        }))
        .filter(({ ageMs }) => query.maxAgeMs === undefined || ageMs <= query.maxAgeMs);
      return { items };
    }),
    implement(querySeries, async ({ params, query, principal }) => {
      checkSignals(query.signals);
      checkPeriod(query);
      const { interval, aggregate, cursor, limit } = query;
      if (aggregate !== undefined && interval === undefined) {
        throw new DatacarError('INPUT_INVALID', 'aggregate: needs an interval.', {
          details: { field: 'aggregate' },
        });
      }
      const page = await telemetry.series({
        ...visible(params.id, principal),
        fromMs: query.from,
        toMs: query.to,
        paths: query.signals,
        ...(interval === undefined ? {} : { intervalMs: interval, aggregate: aggregate ?? 'avg' }),
        ...(cursor === undefined ? {} : { cursor }),
        ...(limit === undefined ? {} : { limit }),
      });
      const items = page.items.map(({ path, timeMs, value, source, count }) => ({
        signal: path,
        timeMs,
        value,
        source,
        ...(interval === undefined ? {} : { count }),
      }));
      return { items, nextCursor: page.nextCursor ?? null };
    }),
    implement(listDrives, async ({ params, query, principal }) => {
      const readings = visible(params.id, principal);
      const fromMs = Math.max(query.from ?? 0, decodeCursor(query.cursor));
      const period = { fromMs, toMs: query.to ?? TIME_MS_MAX };
      const drives = await detectDrivesIn({ ...readings, ...period, limit: DRIVES_PAGE + 1 }, { telemetry });
      const page = drives.slice(0, DRIVES_PAGE);
      const next = drives[DRIVES_PAGE];
      const items = await Promise.all(
        page.map(async (drive) => ({ ...describeDrive(drive), source: await sourceOf(readings, drive) })),
      );
      return { items, nextCursor: next === undefined ? null : encodeCursor(next.startMs) };
    }),
    implement(listGaps, async ({ params, query, principal }) => {
      const { vehicle, ownerEpoch } = visible(params.id, principal);
      const nowMs = clock();
      const period = { fromMs: query.from ?? 0, toMs: query.to ?? nowMs };
      checkPeriod({ from: period.fromMs, to: period.toMs });
      const gaps = await listGapsOf(
        { vehicle, ownerEpoch, ...period, nowMs },
        { telemetry, heads: heads.durableOf(vehicle) },
      );
      const start = decodeCursor(query.cursor);
      const end = start + GAPS_PAGE;
      return {
        items: gaps.slice(start, end).map(describeGap),
        nextCursor: gaps.length > end ? encodeCursor(end) : null,
      };
    }),
  ];

  /** That of its speed, which makes the drive. */
  async function sourceOf(readings: ReadingsOf, { startMs, endMs }: Drive) {
    const { items } = await telemetry.series({
      ...readings,
      paths: ['Vehicle.Speed'],
      fromMs: startMs,
      toMs: endMs + 1,
      intervalMs: endMs + 1,
      aggregate: 'count',
    });
    return items[0]?.source ?? ('mixed' as const);
  }
}

function describeDrive(drive: Drive) {
  const { startMs, endMs, distanceMeters, coveredMs, speedKmhMean, speedKmhMax, stateOfChargeJumps, gaps } =
    drive;
  return {
    startMs,
    endMs,
    distanceMeters,
    coveredMs,
    speedKmhMean,
    speedKmhMax,
    stateOfChargeStart: drive.stateOfChargeStart ?? null,
    stateOfChargeEnd: drive.stateOfChargeEnd ?? null,
    stateOfChargeDrop: drive.stateOfChargeDrop ?? null,
    stateOfChargeJumps,
    startLocation: drive.startLocation ?? null,
    endLocation: drive.endLocation ?? null,
    gaps,
  };
}

function describeGap({
  stream,
  kind,
  fromMs,
  toMs,
  promisedByMs,
  sequenceFrom,
  sequenceTo,
  headerHashes,
}: StreamGap) {
  return {
    stream,
    kind,
    fromMs,
    toMs: kind === 'open' ? null : toMs,
    promisedByMs: promisedByMs ?? null,
    sequenceFrom,
    sequenceTo,
    headerHashes: headerHashes.map(encodeHex),
  };
}
