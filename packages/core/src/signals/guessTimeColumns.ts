// SPDX-License-Identifier: Apache-2.0
import { compileTimePattern } from './compileTimePattern.ts';

export interface TimeGuess {
  columns: string[];
  /** As in `CsvMapping`. */
  format: string;
  /** The texts do not say in which time zone they are, so somebody has to. */
  needsZone: boolean;
  /** Other formats that fit every row just as well, such as day before month: somebody has to choose. */
  alternatives: string[];
}

const TIME_NAMES =
  /^(date|time|datetime|timestamp|datum|zeit|uhrzeit|fecha|hora|heure|at|ts|utc|epoch|when|created at|recorded at)\b|(time|date)$/;

const DATES = ['yyyy-MM-dd', 'M/d/yyyy', 'd/M/yyyy', 'd.M.yyyy', 'd-M-yyyy', 'yyyy/MM/dd'];
const TIMES = ['H:mm:ss', 'H:mm:ss.S', 'H:mm', 'h:mm:ss a', 'h:mm a'];

const ISO_8601 = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?( ?(Z|[+-]\d{2}:?\d{2}))?$/;
const HAS_OFFSET = /(Z|[+-]\d{2}:?\d{2})$/;
/** 1973 to 2286, so that an odometer is not taken for a time. */
const UNIX_SECONDS = /^[1-9]\d{8,9}(\.\d+)?$/;
const UNIX_MILLISECONDS = /^[1-9]\d{11,12}$/;

/** Most rows with a broken date that a guess may pass over: real files have some. */
const MISFITS_SHARE_MAX = 0.2;

/** Finds the column, or the date and the time column, in which every row says when it was. */
export function guessTimeColumns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): TimeGuess | undefined {
  const named = header
    .map((column, position) => ({ column, position }))
    .filter(({ column }) => TIME_NAMES.test(column.trim().toLowerCase()));
  const pairs = named.flatMap((first) =>
    named.filter((second) => second !== first).map((second) => [first, second]),
  );
  for (const candidates of [...named.map((column) => [column]), ...pairs]) {
    const texts = rows
      .map((row) => candidates.map(({ position }) => row[position]?.trim() ?? '').join(' '))
      .filter((text) => text.trim() !== '');
    const [format, ...alternatives] = formatsOf(texts);
    if (format === undefined) continue;
    const isAbsolute =
      format.startsWith('unix') ||
      // A broken time says nothing of the others.
      (format === 'iso8601' && texts.every((text) => HAS_OFFSET.test(text) || !ISO_8601.test(text)));
    return { columns: candidates.map(({ column }) => column), format, needsZone: !isAbsolute, alternatives };
  }
  return undefined;
}

function formatsOf(texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  const fits = (test: (text: string) => boolean) =>
    texts.filter((text) => !test(text)).length <= texts.length * MISFITS_SHARE_MAX;
  if (fits((text) => ISO_8601.test(text))) return ['iso8601'];
  if (fits((text) => UNIX_SECONDS.test(text))) return ['unix-s'];
  if (fits((text) => UNIX_MILLISECONDS.test(text))) return ['unix-ms'];
  const patterns = DATES.flatMap((date) => TIMES.map((time) => `${date} ${time}`));
  const scored = patterns
    .map((format) => {
      const parse = compileTimePattern(format);
      return { format, misfits: texts.filter((text) => parse(text) === undefined).length };
    })
    .filter(({ misfits }) => misfits <= texts.length * MISFITS_SHARE_MAX);
  const fewest = Math.min(...scored.map(({ misfits }) => misfits));
  return scored.filter(({ misfits }) => misfits === fewest).map(({ format }) => format);
}
