// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FindGapsOptions, findGaps } from './findGaps.ts';
import type { HeaderSummary } from './HeaderSummary.ts';
import {
  clipIntervals,
  type Interval,
  subtractIntervals,
  sumIntervals,
  unionIntervals,
} from './intervals.ts';
import { measureCoverage } from './measureCoverage.ts';

const hash = (value: number) => new Uint8Array(32).fill(value + 1);

/** Minutes as milliseconds keep the figures readable: header n covers n to n + 1. */
function header(sequence: number, change: Partial<HeaderSummary> = {}): HeaderSummary {
  return {
    source: 'software',
    sequence,
    headerHash: hash(sequence),
    previousHash: sequence === 0 ? new Uint8Array(32) : hash(sequence - 1),
    fromMs: sequence * 60,
    toMs: (sequence + 1) * 60,
    nextByMs: (sequence + 3) * 60,
    ...change,
  };
}

const closing = (sequence: number, change: Partial<HeaderSummary> = {}) =>
  header(sequence, { nextByMs: 0, ...change });

function find(headers: HeaderSummary[], change: Partial<FindGapsOptions> = {}) {
  const last = headers.at(-1);
  const mapEntry = last && { sequence: last.sequence, headerHash: last.headerHash };
  return findGaps({ headers, nowMs: 300, fromMs: 0, toMs: 300, ...(mapEntry && { mapEntry }), ...change });
}

describe('a stream', () => {
  const full = [0, 1, 2, 3].map((sequence) => header(sequence)).concat(closing(4));

  test('without gaps covers all', () => {
    const { gaps, coverage } = find(full);
    expect(gaps).toEqual([]);
    expect(coverage).toEqual({
      periodMs: 300,
      recordedMs: 300,
      restMs: 0,
      gapMs: 0,
      recordedPpm: 1_000_000,
      accountedPpm: 1_000_000,
    });
  });

  test('forked more often than a call takes arguments is still judged', () => {
    const forks = Array.from({ length: 200_000 }, () => header(0));
    expect(find(forks).gaps.map(({ kind }) => kind)).toEqual(['fork', 'open']);
  });

  test('with dropped batches shows them with their bounds', () => {
    const { gaps, coverage } = find([full[0], full[3], full[4]] as HeaderSummary[]);
    expect(gaps).toEqual([
      {
        kind: 'missing',
        fromMs: 60,
        toMs: 180,
        sequenceFrom: 1,
        sequenceTo: 2,
        headerHashes: [hash(0), hash(3)],
      },
    ]);
    expect(coverage).toMatchObject({ recordedMs: 180, gapMs: 120, recordedPpm: 600_000 });
  });

  test('with a withheld end shows it, unless it is after the period', () => {
    const mapEntry = { sequence: 4, headerHash: hash(4) };
    const { gaps, coverage } = find(full.slice(0, 3), { mapEntry });
    expect(gaps).toEqual([
      {
        kind: 'tail',
        fromMs: 180,
        toMs: 300,
        sequenceFrom: 3,
        sequenceTo: 4,
        headerHashes: [hash(2), hash(4)],
      },
    ]);
    expect(coverage).toMatchObject({ recordedMs: 180, gapMs: 120 });
    expect(find(full.slice(0, 3), { mapEntry, toMs: 180 }).gaps).toEqual([]);
  });

  test('with nothing shown is withheld as a whole', () => {
    const mapEntry = { sequence: 4, headerHash: hash(4) };
    const { gaps, coverage } = find([], { mapEntry });
    expect(gaps).toMatchObject([{ kind: 'tail', fromMs: 0, toMs: 300, sequenceFrom: 0, sequenceTo: 4 }]);
    expect(coverage).toMatchObject({ recordedMs: 0, gapMs: 300 });
  });

  test('with its start not shown says so, unless that is before the period', () => {
    expect(find(full.slice(2)).gaps).toEqual([
      { kind: 'start', fromMs: 0, toMs: 120, sequenceFrom: 0, sequenceTo: 1, headerHashes: [hash(2)] },
    ]);
    expect(find(full.slice(2), { fromMs: 120 }).gaps).toEqual([]);
  });

  test('that begins later has no gap before it', () => {
    const { gaps, coverage } = find(full, { fromMs: -300 });
    expect(gaps).toEqual([]);
    expect(coverage).toMatchObject({ periodMs: 600, recordedMs: 300, gapMs: 0, recordedPpm: 500_000 });
  });

  test('with two headers for one number shows the fork and counts neither', () => {
    const other = header(2, { headerHash: hash(200) });
    const { gaps, coverage } = find([full[0], full[1], full[2], other, full[3], full[4]] as HeaderSummary[]);
    expect(gaps).toEqual([
      {
        kind: 'fork',
        fromMs: 120,
        toMs: 180,
        sequenceFrom: 2,
        sequenceTo: 2,
        headerHashes: [hash(2), hash(200)],
      },
    ]);
    expect(coverage).toMatchObject({ recordedMs: 240, gapMs: 60 });
  });

  test('with a broken link shows the fork', () => {
    const broken = header(3, { previousHash: hash(77) });
    const { gaps } = find([full[0], full[1], full[2], broken, full[4]] as HeaderSummary[]);
    expect(gaps).toMatchObject([{ kind: 'fork', fromMs: 120, toMs: 240, sequenceFrom: 2, sequenceTo: 3 }]);
  });

  test('whose last header is another than the map has shows the fork', () => {
    const { gaps } = find(full, { mapEntry: { sequence: 4, headerHash: hash(9) } });
    expect(gaps).toMatchObject([{ kind: 'fork', sequenceFrom: 4, headerHashes: [hash(4), hash(9)] }]);
  });

  test('that was silent though awake shows the time', () => {
    const { gaps, coverage } = find([
      header(0),
      closing(1, { fromMs: 120, toMs: 180, previousHash: hash(0) }),
    ]);
    expect(gaps).toMatchObject([{ kind: 'time', fromMs: 60, toMs: 120, sequenceFrom: 0, sequenceTo: 1 }]);
    expect(coverage).toMatchObject({ recordedMs: 120, gapMs: 60, restMs: 120 });
  });

  test('that rested has no gap', () => {
    const { gaps, coverage } = find([closing(0), closing(1, { fromMs: 180, toMs: 240 })]);
    expect(gaps).toEqual([]);
    expect(coverage).toMatchObject({
      recordedMs: 120,
      restMs: 180,
      recordedPpm: 400_000,
      accountedPpm: 1_000_000,
    });
  });

  test('of an import never rests: the file says nothing about the car between its rows', () => {
    const { gaps, coverage } = find([
      closing(0, { source: 'import' }),
      closing(1, { source: 'import', fromMs: 180, toMs: 240 }),
    ]);
    expect(gaps).toEqual([]);
    expect(coverage).toMatchObject({ recordedMs: 120, restMs: 0, accountedPpm: 400_000 });
  });

  test('with a promise that has passed is open until now', () => {
    const { gaps, coverage } = find([header(0)], { nowMs: 250 });
    expect(gaps).toEqual([
      {
        kind: 'open',
        fromMs: 60,
        toMs: 250,
        sequenceFrom: 1,
        sequenceTo: 1,
        headerHashes: [hash(0)],
        promisedByMs: 180,
      },
    ]);
    expect(coverage).toMatchObject({ recordedMs: 60, gapMs: 190 });
    expect(find([header(0)], { nowMs: 180 }).gaps).toEqual([]);
  });

  test('with a late batch keeps both facts and loses nothing', () => {
    const late = closing(1, { receivedAtMs: 299 });
    const { gaps, coverage } = find([header(0), late]);
    expect(gaps).toMatchObject([
      { kind: 'late', fromMs: 180, toMs: 299, promisedByMs: 180, sequenceFrom: 1 },
    ]);
    expect(coverage).toMatchObject({ recordedMs: 120, gapMs: 0 });
  });

  test('shows only the gaps that touch the period', () => {
    const some = [full[0], full[2], full[4]] as HeaderSummary[];
    expect(find(some).gaps).toHaveLength(2);
    expect(find(some, { fromMs: 130 }).gaps).toMatchObject([{ fromMs: 180, toMs: 240 }]);
  });
});

test('dropping any batches of any drive shows every one of them', () => {
  const drops = fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { minLength: 1, maxLength: 19 });
  fc.assert(
    fc.property(drops, (dropped) => {
      const kept = Array.from({ length: 20 }, (_, sequence) =>
        sequence === 19 ? closing(19) : header(sequence),
      );
      const shown = kept.filter(({ sequence }) => !dropped.includes(sequence));
      const mapEntry = { sequence: 19, headerHash: hash(19) };
      const { gaps, coverage } = find(shown, { mapEntry, toMs: 1200, nowMs: 1200 });
      const found = gaps.flatMap(({ sequenceFrom, sequenceTo }) =>
        Array.from({ length: sequenceTo - sequenceFrom + 1 }, (_, index) => sequenceFrom + index),
      );
      expect(found).toEqual([...dropped].sort((left, right) => left - right));
      expect(coverage.gapMs).toBe(dropped.length * 60);
      expect(coverage.recordedMs).toBe(shown.length * 60);
    }),
  );
});

describe('coverage of several streams', () => {
  test('counts time once, and a gap only where no stream recorded', () => {
    const live = find([header(0), closing(4)], { mapEntry: { sequence: 4, headerHash: hash(4) } });
    const other = find([closing(0, { source: 'import', fromMs: 30, toMs: 90 })]);
    const coverage = measureCoverage([live.intervals, other.intervals], { fromMs: 0, toMs: 300 });
    expect(coverage).toMatchObject({ recordedMs: 150, gapMs: 150, restMs: 0, recordedPpm: 500_000 });
  });
});

describe('intervals', () => {
  const interval = fc
    .tuple(fc.nat({ max: 40 }), fc.nat({ max: 10 }))
    .map(([fromMs, lengthMs]): Interval => ({ fromMs, toMs: fromMs + lengthMs }));
  const list = fc.array(interval, { maxLength: 8 });
  const has = (intervals: readonly Interval[], at: number) =>
    intervals.some(({ fromMs, toMs }) => fromMs <= at && at < toMs);

  test('are joined, subtracted and cut as sets of moments', () => {
    fc.assert(
      fc.property(list, list, interval, (left, right, period) => {
        const union = unionIntervals(left);
        const difference = subtractIntervals(left, right);
        const clipped = clipIntervals(left, period);
        let count = 0;
        for (let at = 0; at < 60; at++) {
          expect(has(union, at)).toBe(has(left, at));
          expect(has(difference, at)).toBe(has(left, at) && !has(right, at));
          expect(has(clipped, at)).toBe(has(left, at) && has([period], at));
          if (has(left, at)) count += 1;
        }
        expect(sumIntervals(union)).toBe(count);
        for (const [index, { fromMs }] of difference.entries()) {
          expect(fromMs).toBeGreaterThanOrEqual(difference[index - 1]?.toMs ?? 0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
