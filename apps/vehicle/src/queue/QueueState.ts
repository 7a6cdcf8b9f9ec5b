// SPDX-License-Identifier: Apache-2.0
import type { QueueRecord, QueueTotals, StreamHead } from './QueueRecord.ts';
import type { QueueEntry } from './StreamQueue.ts';

/** Where the wire bytes of a batch lie. */
export interface WirePlace {
  /** Number of the segment. */
  segment: number;
  offset: number;
  length: number;
}

export interface StoredEntry extends QueueEntry {
  place: WirePlace;
}

/** What the records of a queue add up to. The same records in the same order always give the same state. */
export interface QueueState {
  head: StreamHead | undefined;
  totals: QueueTotals;
  counts: { waiting: number; acknowledged: number };
  /** What is still kept, ascending by sequence. */
  entries: Map<number, StoredEntry>;
  /** How many kept entries each segment holds. */
  keptBySegment: Map<number, number>;
}

export function createQueueState(): QueueState {
  return {
    head: undefined,
    totals: { batches: 0, added: 0, duplicates: 0, conflicts: 0, gaps: 0 },
    counts: { waiting: 0, acknowledged: 0 },
    entries: new Map(),
    keptBySegment: new Map(),
  };
}

/** Applies one record that is on the disk. */
export function applyRecord(state: QueueState, record: QueueRecord, place: WirePlace): void {
  const entry = state.entries.get(record.sequence);
  switch (record.kind) {
    case 'head': {
      // Later segments repeat what the earlier ones add up to.
      if (state.head !== undefined) return;
      const { kind: _, totals, ...head } = record;
      state.head = head;
      state.totals = totals;
      return;
    }
    case 'batch': {
      const { kind: _, nextByMs, ...facts } = record;
      state.entries.set(record.sequence, {
        ...facts,
        wireBytes: place.length,
        state: 'waiting',
        includeByMs: 0,
        mayBeKnown: false,
        wasAcknowledged: false,
        place,
      });
      state.keptBySegment.set(place.segment, (state.keptBySegment.get(place.segment) ?? 0) + 1);
      state.counts.waiting += 1;
      const { sequence, headerHash, toMs } = record;
      state.head = { sequence: sequence + 1, previousHash: headerHash, toMs, nextByMs };
      return;
    }
    case 'acknowledged':
      if (!record.isRepeat) addToTotals(state, record);
      if (entry?.state !== 'waiting') return;
      entry.state = 'acknowledged';
      entry.includeByMs = record.includeByMs;
      state.counts.waiting -= 1;
      state.counts.acknowledged += 1;
      return;
    case 'included':
      removeEntry(state, entry);
      return;
    case 'gap':
      if (record.isLost) state.totals = { ...state.totals, gaps: state.totals.gaps + 1 };
      removeEntry(state, entry);
  }
}

function addToTotals(
  state: QueueState,
  { added, duplicates, conflicts }: Pick<QueueTotals, 'added' | 'duplicates' | 'conflicts'>,
): void {
  const { totals } = state;
  state.totals = {
    batches: totals.batches + 1,
    added: totals.added + added,
    duplicates: totals.duplicates + duplicates,
    conflicts: totals.conflicts + conflicts,
    gaps: totals.gaps,
  };
}

function removeEntry(state: QueueState, entry: StoredEntry | undefined): void {
  if (entry === undefined) return;
  state.entries.delete(entry.sequence);
  state.counts[entry.state] -= 1;
  const { segment } = entry.place;
  state.keptBySegment.set(segment, (state.keptBySegment.get(segment) ?? 0) - 1);
}
