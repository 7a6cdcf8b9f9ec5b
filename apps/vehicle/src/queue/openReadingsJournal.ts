// SPDX-License-Identifier: Apache-2.0
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reading, ReadingValue } from '@datacar/core/records/Reading';
import { type FrameFile, openFrameFile } from './FrameFile.ts';

interface JournalPiece {
  /** Begin of the window that was open. */
  fromMs: number;
  readings: [path: string, timeMs: number, value: ReadingValue][];
}

export interface OpenReadings {
  /** Begin of the open window. */
  fromMs: number;
  readings: readonly Reading[];
}

/** The readings of the window that is still open, so that a killed agent loses none that it has taken. */
export interface ReadingsJournal {
  /** What was open when the agent died. Some of it may have been signed already. */
  readonly recovered: OpenReadings | undefined;
  /** Written at once and not synced: `kill -9` loses nothing, a power cut at most the open minute. */
  append(taken: OpenReadings): Promise<void>;
  /** Begins anew with what is open now: all that came before is signed and on the disk. */
  restart(open: OpenReadings): Promise<void>;
  close(): Promise<void>;
}

const FILE_NAME = /^open-(\d{10})\.dcr$/;

/** Opens the journal beside the queue in `folder`. */
export async function openReadingsJournal(folder: string): Promise<ReadingsJournal> {
  const numbers = (await readdir(folder))
    .flatMap((name) => FILE_NAME.exec(name)?.slice(1) ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const pieces: JournalPiece[] = [];
  for (const number of numbers) {
    const { file, frames } = await openFrameFile(journalFile(folder, number));
    await file.close();
    pieces.push(...frames.map(({ payload }) => JSON.parse(payload.toString('utf8')) as JournalPiece));
  }
  return createJournal({ folder, oldNumbers: numbers, recovered: joinPieces(pieces) });
}

function journalFile(folder: string, number: number): string {
  return join(folder, `open-${String(number).padStart(10, '0')}.dcr`);
}

function joinPieces(pieces: readonly JournalPiece[]): OpenReadings | undefined {
  const readings = pieces.flatMap((piece) =>
    piece.readings.map(([path, timeMs, value]): Reading => ({ path, timeMs, value })),
  );
  if (readings.length === 0) return undefined;
  return {
    fromMs: pieces.reduce((first, { fromMs }) => Math.min(first, fromMs), Number.POSITIVE_INFINITY),
    readings,
  };
}

interface CreateJournalParameters {
  folder: string;
  oldNumbers: number[];
  recovered: OpenReadings | undefined;
}

function createJournal({ folder, oldNumbers, recovered }: CreateJournalParameters): ReadingsJournal {
  let file: FrameFile | undefined;
  let number = oldNumbers.at(-1) ?? 0;
  let stale = oldNumbers;
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };

  const startFile = async (): Promise<FrameFile> => {
    number += 1;
    stale = [...stale, number - 1];
    return (await openFrameFile(journalFile(folder, number))).file;
  };
  const write = async (target: FrameFile, { fromMs, readings }: OpenReadings): Promise<void> => {
    const piece: JournalPiece = {
      fromMs,
      readings: readings.map(({ path, timeMs, value }) => [path, timeMs, value]),
    };
    await target.append(Buffer.from(JSON.stringify(piece), 'utf8'), { sync: false });
  };

  return {
    recovered,
    append: (taken) =>
      inOrder(async () => {
        file ??= await startFile();
        await write(file, taken);
      }),
    restart: (open) =>
      inOrder(async () => {
        const before = file;
        file = await startFile();
        if (open.readings.length > 0) await write(file, open);
        await before?.close();
        for (const old of stale) await rm(journalFile(folder, old), { force: true });
        stale = [];
      }),
    close: () => inOrder(async () => file?.close()),
  };
}
