// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { IANAZone } from 'luxon';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Clocks change on quarters of an hour; a bucket whose ends agree has one offset throughout. */
const BUCKET_MS = 15 * MINUTE_MS;
/** A year of driving has 35,000 buckets; a file that jumps about must not fill the memory. */
const BUCKETS_MAX = 50_000;

export type AmbiguousTime = 'refuse' | 'earlier' | 'later';

/** What a wall clock's reading is in UTC: milliseconds, or why it has no answer. */
export type UtcTime = number | 'TIME_SKIPPED' | 'TIME_AMBIGUOUS';

export interface ZoneClock {
  /** @param wallMs the local date and time, counted as if it were UTC */
  toUtc(wallMs: number): UtcTime;
}

/**
 * A clock of one IANA zone. Local times that the zone skips (clocks put forward) have no instant, those that happen
 * twice (clocks put back) have two; neither is guessed.
 *
 * @throws DatacarError MAPPING_INVALID when there is no such zone
 */
export function createZoneClock(zoneName: string, ambiguous: AmbiguousTime): ZoneClock {
  const zone = IANAZone.create(zoneName);
  if (!zone.isValid) {
    throw new DatacarError('MAPPING_INVALID', `${zoneName} is not a time zone of the IANA database.`, {
      details: { field: 'time.zone' },
    });
  }
  const offsetMs = (utcMs: number) => Math.round(zone.offset(utcMs) * MINUTE_MS);

  const resolve = (wallMs: number): UtcTime => {
    // A zone changes its clock at most once in two days, so the instants meant use the offset before or after.
    const before = offsetMs(wallMs - DAY_MS);
    const after = offsetMs(wallMs + DAY_MS);
    const candidates = before === after ? [wallMs - before] : [wallMs - before, wallMs - after];
    const instants = candidates.filter((utcMs) => utcMs + offsetMs(utcMs) === wallMs);
    const [first, second] = instants;
    if (first === undefined) return 'TIME_SKIPPED';
    if (second === undefined) return first;
    if (ambiguous === 'refuse') return 'TIME_AMBIGUOUS';
    return ambiguous === 'earlier' ? Math.min(first, second) : Math.max(first, second);
  };

  const offsetsByBucket = new Map<number, number | undefined>();
  const bucketOffset = (bucket: number): number | undefined => {
    const startMs = bucket * BUCKET_MS;
    const lastMs = startMs + BUCKET_MS - 1;
    const [start, last] = [resolve(startMs), resolve(lastMs)];
    if (typeof start !== 'number' || typeof last !== 'number') return undefined;
    const offset = startMs - start;
    return lastMs - last === offset ? offset : undefined;
  };

  return {
    toUtc(wallMs) {
      const bucket = Math.floor(wallMs / BUCKET_MS);
      let offset = offsetsByBucket.get(bucket);
      if (offset === undefined && !offsetsByBucket.has(bucket)) {
        if (offsetsByBucket.size >= BUCKETS_MAX) offsetsByBucket.clear();
        offset = bucketOffset(bucket);
        offsetsByBucket.set(bucket, offset);
      }
      return offset === undefined ? resolve(wallMs) : wallMs - offset;
    },
  };
}
