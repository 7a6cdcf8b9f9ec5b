// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { Reading, ReadingValue } from '@datacar/core/records/Reading';
import { type FrameFile, openFrameFile } from './FrameFile.ts';

interface JournalPiece {
  /** Of the batch that these readings wait for. */
  sequence: number;
  fromMs: number;
  readings: [path: string, timeMs: number, value: ReadingValue][];
}

export interface RecoveredReadings {
  fromMs: number;
  readings: Reading[];
}

/** The readings of the window that is still open, so that a killed agent loses none that it has taken. */
export interface ReadingsJournal {
  /** What was open when the agent died, if it waits for this sequence. */
  recovered: RecoveredReadings | undefined;
  /** Written at once, synced only with the batch: `kill -9` loses nothing, a power cut at most the open minute. */
  append(piece: { sequence: number; fromMs: number; readings: readonly Reading[] }): Promise<void>;
  /** The batch is on the disk: its readings need not be here any more. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the journal beside the queue in `folder`, whose next batch has `sequence`. */
export async function openReadingsJournal(folder: string, sequence: number): Promise<ReadingsJournal> {
  const { file, frames } = await openFrameFile(join(folder, 'open.dcr'));
  const pieces = frames.map(({ payload }) => JSON.parse(payload.toString('utf8')) as JournalPiece);
  // Pieces of an earlier sequence were signed before the agent died.
  const [first, ...rest] = pieces.filter((piece) => piece.sequence === sequence);
  const recovered = first && {
    fromMs: first.fromMs,
    readings: [first, ...rest].flatMap(({ readings }) =>
      readings.map(([path, timeMs, value]): Reading => ({ path, timeMs, value })),
    ),
  };
  return { recovered, ...createJournal(file) };
}

function createJournal(file: FrameFile): Omit<ReadingsJournal, 'recovered'> {
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    append: ({ sequence, fromMs, readings }) =>
      inOrder(async () => {
        const piece: JournalPiece = {
          sequence,
          fromMs,
          readings: readings.map(({ path, timeMs, value }) => [path, timeMs, value]),
        };
        await file.append(Buffer.from(JSON.stringify(piece), 'utf8'), { sync: false });
      }),
    clear: () => inOrder(() => file.clear()),
    close: () => inOrder(() => file.close()),
  };
}
