// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { frameRecord, hashRecord } from './frameRecord.ts';
import type { JournalRecord } from './JournalRecord.ts';
import { decodeJournalRecord, encodeJournalRecord } from './journalRecordCodec.ts';
import { JOURNAL_BEGINNING, type JournalEntry, type JournalPlace, readJournal } from './readJournal.ts';
import { syncDirectory } from './syncDirectory.ts';

/** The append-only file that an embedded chain lives in. One writer; never cut, except for a torn last record. */
export interface Journal {
  /** Where the last synced record ends. */
  readonly place: JournalPlace;
  /**
   * Resolves when the records are on disk; calls are served in their order.
   * @throws DatacarError STORAGE_FULL: nothing was written, the journal goes on. CHAIN_JOURNAL_FAILED: what is
   * on disk is not known any more, so the process must not acknowledge anything else.
   */
  append(records: readonly JournalRecord[]): Promise<void>;
  /** The records behind a place; not while `append` runs. */
  recordsAfter(place: JournalPlace): AsyncGenerator<JournalRecord, void>;
  close(): Promise<void>;
}

export interface OpenJournalOptions {
  path: string;
  onEntry?: (entry: JournalEntry) => void;
  /** A record was being written when the process was killed. */
  onTorn?: (bytes: number) => void;
}

/**
 * Opens a journal, checks all of it, and cuts a torn last record.
 *
 * @throws DatacarError CHAIN_JOURNAL_DAMAGED.
 */
export async function openJournal({ path, onEntry, onTorn }: OpenJournalOptions): Promise<Journal> {
  const file = await open(path, 'a+', 0o600);
  let place = JOURNAL_BEGINNING;
  try {
    for await (const entry of readJournal(file)) {
      place = { bytes: entry.endOffset, lastHash: entry.recordHash };
      onEntry?.(entry);
    }
    const { size } = await file.stat();
    if (size > place.bytes) {
      onTorn?.(size - place.bytes);
      await file.truncate(place.bytes);
    }
    await file.sync();
    await syncDirectory(dirname(path));
  } catch (error) {
    await file.close();
    throw error;
  }

  let lastAppended: Promise<void> = Promise.resolve();

  async function write(bytes: Buffer): Promise<void> {
    try {
      await file.appendFile(bytes);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause;
      await file.truncate(place.bytes);
      await file.datasync();
      throw new DatacarError('STORAGE_FULL', "The disk is full, so the chain's journal takes nothing", {
        cause,
      });
    }
    await file.datasync();
  }

  return {
    get place() {
      return place;
    },
    append(records) {
      const appended = lastAppended.catch(() => {}).then(() => appendNext(records));
      lastAppended = appended;
      return appended;
    },
    async *recordsAfter(from) {
      for await (const { payload } of readJournal(file, from)) yield decodeJournalRecord(payload);
    },
    close: () => file.close(),
  };

  async function appendNext(records: readonly JournalRecord[]): Promise<void> {
    let { lastHash } = place;
    const frames = records.map((record) => {
      const frame = frameRecord(encodeJournalRecord(record), lastHash);
      lastHash = hashRecord(frame);
      return frame;
    });
    const bytes = Buffer.concat(frames);
    try {
      await write(bytes);
    } catch (error) {
      if (error instanceof DatacarError) throw error;
      throw new DatacarError(
        'CHAIN_JOURNAL_FAILED',
        "The chain's journal cannot be written. Check the disk, then start again; nothing unacknowledged is shown.",
        { cause: error },
      );
    }
    place = { bytes: place.bytes + bytes.length, lastHash };
  }
}
