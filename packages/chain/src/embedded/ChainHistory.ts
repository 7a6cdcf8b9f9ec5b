// SPDX-License-Identifier: Apache-2.0
import type { GenesisRecord } from './journal/JournalRecord.ts';
import type { Journal } from './journal/openJournal.ts';
import type { JournalPlace } from './journal/readJournal.ts';
import type { ChainSnapshot } from './snapshots/ChainSnapshot.ts';

/** What a chain is restored from. */
export interface ChainHistory {
  genesis: GenesisRecord;
  journal: Journal;
  /** The engine's version that the journal last named. */
  engineVersion: string;
  /** Whole and bound to this journal, newest first; read one at a time. */
  snapshots(): AsyncGenerator<ChainSnapshot, void>;
  /** A new snapshot binds this place. */
  bind(place: JournalPlace): void;
}
