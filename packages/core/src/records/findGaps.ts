// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '../encoding/equalBytes.ts';
import type { Coverage } from './Coverage.ts';
import type { Gap } from './Gap.ts';
import type { HeaderSummary } from './HeaderSummary.ts';
import type { Interval } from './intervals.ts';
import { measureCoverage, type StreamIntervals } from './measureCoverage.ts';

export interface FindGapsOptions {
  /** Of one stream, ascending by sequence; equal sequences are a fork. */
  headers: readonly HeaderSummary[];
  /** What the log's map says of the stream, to show a withheld end. */
  mapEntry?: { sequence: number; headerHash: Uint8Array };
  /** Against which an open promise is judged. */
  nowMs: number;
  /** Until when the headers and the map entry are known to be all there is; by default `nowMs`. */
  knownUntilMs?: number;
  fromMs: number;
  toMs: number;
}

export interface FindGapsReturnType {
  /** Those that touch the period, ascending by time. Their bounds are not cut to the period. */
  gaps: Gap[];
  coverage: Coverage;
  /** For the coverage of several streams together, by `measureCoverage`. */
  intervals: StreamIntervals;
}

/** Finds what a stream does not account for in a period, and how much it does. */
export function findGaps(options: FindGapsOptions): FindGapsReturnType {
  const { headers, fromMs, toMs } = options;
  const period = { fromMs, toMs };
  const groups = groupBySequence(headers);
  const gaps: Gap[] = [];
  const rests: Interval[] = [];
  collectStart(groups, period, gaps);
  for (const [index, group] of groups.entries()) {
    if (group.length > 1) gaps.push(forkOf(group));
    const next = groups[index + 1];
    if (next !== undefined) compareNeighbours(group, next, gaps, rests);
  }
  collectEnd(groups, options, gaps, rests);
  const intervals = { recorded: headers, rests, lost: gaps.filter(({ kind }) => kind !== 'late') };
  return {
    gaps: gaps
      .filter((gap) => gap.fromMs < toMs && gap.toMs > fromMs)
      .sort((left, right) => left.fromMs - right.fromMs || left.sequenceFrom - right.sequenceFrom),
    coverage: measureCoverage([intervals], period),
    intervals,
  };
}

function groupBySequence(headers: readonly HeaderSummary[]): HeaderSummary[][] {
  const groups: HeaderSummary[][] = [];
  for (const header of headers) {
    const last = groups.at(-1);
    if (last?.[0]?.sequence === header.sequence) last.push(header);
    else groups.push([header]);
  }
  return groups;
}

function collectStart(groups: readonly HeaderSummary[][], period: Interval, gaps: Gap[]): void {
  const first = groups[0]?.[0];
  if (first === undefined || first.sequence === 0 || first.fromMs <= period.fromMs) return;
  gaps.push({
    kind: 'start',
    fromMs: period.fromMs,
    toMs: first.fromMs,
    sequenceFrom: 0,
    sequenceTo: first.sequence - 1,
    headerHashes: [first.headerHash],
  });
}

function forkOf(headers: readonly HeaderSummary[]): Gap {
  // No spread into Math.min: a file may hold more headers than a call takes arguments.
  const fork: Gap = {
    kind: 'fork',
    fromMs: Number.POSITIVE_INFINITY,
    toMs: 0,
    sequenceFrom: Number.POSITIVE_INFINITY,
    sequenceTo: 0,
    headerHashes: headers.map(({ headerHash }) => headerHash),
  };
  for (const { fromMs, toMs, sequence } of headers) {
    fork.fromMs = Math.min(fork.fromMs, fromMs);
    fork.toMs = Math.max(fork.toMs, toMs);
    fork.sequenceFrom = Math.min(fork.sequenceFrom, sequence);
    fork.sequenceTo = Math.max(fork.sequenceTo, sequence);
  }
  return fork;
}

function compareNeighbours(
  group: readonly HeaderSummary[],
  nextGroup: readonly HeaderSummary[],
  gaps: Gap[],
  rests: Interval[],
): void {
  const next = nextGroup[0];
  if (next === undefined) return;
  // Of a fork, the header that the next one links to is the one before it.
  const linked = group.find((header) => equalBytes(header.headerHash, next.previousHash));
  const previous = linked ?? group.at(-1);
  if (previous === undefined) return;
  const between = { fromMs: previous.toMs, toMs: Math.max(previous.toMs, next.fromMs) };
  const headerHashes = [previous.headerHash, next.headerHash];
  const skipped = next.sequence - previous.sequence - 1;
  if (skipped > 0) {
    const sequences = { sequenceFrom: previous.sequence + 1, sequenceTo: next.sequence - 1 };
    gaps.push({ kind: 'missing', ...between, ...sequences, headerHashes });
    return;
  }
  if (linked === undefined) {
    gaps.push(forkOf([previous, next]));
    return;
  }
  collectPromise(previous, next, gaps);
  if (between.toMs === between.fromMs) return;
  const sequences = { sequenceFrom: previous.sequence, sequenceTo: next.sequence };
  if (previous.nextByMs === 0) collectRest(previous, between, rests);
  else gaps.push({ kind: 'time', ...between, ...sequences, headerHashes });
}

/** A closing batch says that the car rests; the end of an imported file says nothing about the car. */
function collectRest(previous: HeaderSummary, between: Interval, rests: Interval[]): void {
  if (previous.source !== 'import') rests.push(between);
}

function collectPromise(previous: HeaderSummary, next: HeaderSummary, gaps: Gap[]): void {
  const cameAtMs = next.receivedAtMs ?? next.toMs;
  if (previous.nextByMs === 0 || cameAtMs <= previous.nextByMs) return;
  gaps.push({
    kind: 'late',
    fromMs: previous.nextByMs,
    toMs: cameAtMs,
    sequenceFrom: next.sequence,
    sequenceTo: next.sequence,
    headerHashes: [previous.headerHash, next.headerHash],
    promisedByMs: previous.nextByMs,
  });
}

function collectEnd(
  groups: readonly HeaderSummary[][],
  options: FindGapsOptions,
  gaps: Gap[],
  rests: Interval[],
): void {
  const { mapEntry, nowMs, fromMs, toMs } = options;
  const lastGroup = groups.at(-1);
  const last = lastGroup?.at(-1);
  if (lastGroup === undefined || last === undefined) {
    if (mapEntry !== undefined) gaps.push(tailOf(undefined, mapEntry, { fromMs, toMs }));
    return;
  }
  if (mapEntry !== undefined && mapEntry.sequence > last.sequence) {
    // A header beyond the period shows that nothing of the period can follow it.
    if (last.toMs < toMs) gaps.push(tailOf(last, mapEntry, { fromMs: last.toMs, toMs }));
    return;
  }
  const isOfMap = lastGroup.some(
    ({ headerHash }) => mapEntry !== undefined && equalBytes(headerHash, mapEntry.headerHash),
  );
  if (mapEntry !== undefined && mapEntry.sequence === last.sequence && !isOfMap) {
    gaps.push({ ...forkOf([last]), headerHashes: [last.headerHash, mapEntry.headerHash] });
  }
  if (last.nextByMs === 0) {
    collectLastRest(last, options, gaps, rests);
  } else if (nowMs > last.nextByMs) {
    gaps.push({
      kind: 'open',
      fromMs: last.toMs,
      toMs: nowMs,
      sequenceFrom: last.sequence + 1,
      sequenceTo: last.sequence + 1,
      headerHashes: [last.headerHash],
      promisedByMs: last.nextByMs,
    });
  }
}

/** The rest after the last header is one only as long as it is known that nothing followed. */
function collectLastRest(
  last: HeaderSummary,
  { nowMs, knownUntilMs = nowMs, toMs }: FindGapsOptions,
  gaps: Gap[],
  rests: Interval[],
): void {
  if (last.source === 'import') return;
  const restToMs = Math.max(last.toMs, Math.min(knownUntilMs, nowMs));
  rests.push({ fromMs: last.toMs, toMs: restToMs });
  const unknownToMs = Math.min(nowMs, toMs);
  if (restToMs >= unknownToMs) return;
  gaps.push({
    kind: 'unknown',
    fromMs: restToMs,
    toMs: unknownToMs,
    sequenceFrom: last.sequence + 1,
    sequenceTo: last.sequence + 1,
    headerHashes: [last.headerHash],
  });
}

function tailOf(
  last: HeaderSummary | undefined,
  mapEntry: { sequence: number; headerHash: Uint8Array },
  bounds: Interval,
): Gap {
  return {
    kind: 'tail',
    ...bounds,
    sequenceFrom: last === undefined ? 0 : last.sequence + 1,
    sequenceTo: mapEntry.sequence,
    headerHashes: last === undefined ? [mapEntry.headerHash] : [last.headerHash, mapEntry.headerHash],
  };
}
