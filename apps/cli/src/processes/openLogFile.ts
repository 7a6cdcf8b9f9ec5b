// SPDX-License-Identifier: Apache-2.0
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface LogFile {
  /** For a child process to write to. */
  descriptor: number;
  /** Gives our own descriptor back, once a child has its own. */
  close(): void;
  /** The end of what was written since it was opened. */
  readTail(lengthMax: number): string;
}

/** At a start a log of this size becomes `NAME.1`, in place of the one before. */
const bytesMax = 16_000_000;

/** Opens a log to append to, readable for its user only. */
export function openLogFile(file: string): LogFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > bytesMax) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, 'a', 0o600);
  const start = fstatSync(descriptor).size;
  return {
    descriptor,
    close: () => closeSync(descriptor),
    readTail: (lengthMax) => readFileSync(file).subarray(start).subarray(-lengthMax).toString('utf8'),
  };
}
