// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { FIRST_PREVIOUS_HASH, hashRecord, unframeRecord } from './frameRecord.ts';

/** Read at a time; a longer record grows the window. */
const WINDOW_BYTES = 1024 * 1024;

/** A write that stopped leaves zeros when the file system had already made the file longer. */
const ZERO_TAIL_BYTES_MIN = 64;

export interface JournalEntry {
  /** A view: copy it to keep it longer than until the next entry. */
  payload: Buffer;
  /** Where its record ends in the file. */
  endOffset: number;
  /** Hash of its whole record, latin1. */
  recordHash: string;
}

export interface JournalPlace {
  bytes: number;
  /** Hash of the record that ends there, latin1. */
  lastHash: string;
}

export const JOURNAL_BEGINNING: JournalPlace = { bytes: 0, lastHash: FIRST_PREVIOUS_HASH };

/**
 * Reads and checks record after record. Ends at the end of the file or at a torn last record, which is the only
 * damage that is forgiven.
 *
 * @throws DatacarError CHAIN_JOURNAL_DAMAGED with the offset.
 */
export async function* readJournal(
  file: FileHandle,
  from: JournalPlace = JOURNAL_BEGINNING,
): AsyncGenerator<JournalEntry, void> {
  const { size } = await file.stat();
  let window = Buffer.alloc(0);
  let offset = from.bytes;
  let { lastHash } = from;

  for (;;) {
    const record = unframeRecord(window, lastHash);
    if (record.state === 'whole') {
      lastHash = hashRecord(window.subarray(0, record.recordBytes));
      offset += record.recordBytes;
      window = window.subarray(record.recordBytes);
      yield { payload: record.payload, endOffset: offset, recordHash: lastHash };
    } else if (record.state === 'incomplete') {
      const rest = size - offset;
      if (record.bytesNeeded > rest) return;
      window = await readWindow(file, offset, Math.min(rest, Math.max(WINDOW_BYTES, record.bytesNeeded)));
    } else {
      if (await isTorn(file, { offset, recordBytes: record.recordBytes, size })) return;
      throw damaged(offset, record.state);
    }
  }
}

async function readWindow(file: FileHandle, offset: number, length: number): Promise<Buffer<ArrayBuffer>> {
  const window = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(window, filled, length - filled, offset + filled);
    if (bytesRead === 0) throw new Error('the journal became shorter while it was read');
    filled += bytesRead;
  }
  return window;
}

/** A torn write never has anything behind it, and what is missing of it reads as zeros up to the end. */
async function isTorn(
  file: FileHandle,
  { offset, recordBytes, size }: { offset: number; recordBytes: number; size: number },
): Promise<boolean> {
  const rest = size - offset;
  const tail = await readWindow(file, offset, rest > WINDOW_BYTES ? Math.min(rest, recordBytes) : rest);
  const lastSetByte = tail.findLastIndex((byte) => byte !== 0);
  if (lastSetByte === -1) return true;
  return rest <= recordBytes && rest - 1 - lastSetByte >= ZERO_TAIL_BYTES_MIN;
}

function damaged(offset: number, part: 'header' | 'payload' | 'order'): DatacarError {
  const what = {
    header: 'its header does not match its checksum',
    payload: 'its content does not match its checksum',
    order: 'it does not follow the record before it',
  }[part];
  return new DatacarError(
    'CHAIN_JOURNAL_DAMAGED',
    `The record at byte ${offset} of the chain's journal is damaged: ${what}. Nothing was changed; ` +
      'restore the journal from a backup (`datacar restore`) and check the disk.',
    { details: { offset, part } },
  );
}
