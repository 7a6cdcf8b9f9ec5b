// SPDX-License-Identifier: Apache-2.0
import { parse } from 'csv-parse/sync';

/** A row of car readings is a few hundred characters; this leaves room for every signal there is. */
export const ROW_MAX_CHARACTERS = 65_536;
/** A quoted field may hold line breaks, but a quote that is never closed must not swallow the file. */
const ROW_MAX_LINES = 10;

/** One row, with the 1-based line of the file on which it begins. */
export type CsvRecord =
  | { line: number; fields: string[]; code?: never }
  | { line: number; fields?: never; code: 'ROW_MALFORMED' | 'ROW_TOO_LONG' };

/**
 * Splits a byte stream into CSV rows (RFC 4180), a list for every piece of the stream. Reads UTF-8 with or without a
 * byte order mark, and lines that end with LF or CRLF; empty lines are skipped and counted. Rows without a quote are split here, as
 * fast as the platform splits; those with one go through csv-parse. A bad row costs that row only.
 */
export async function* readCsvRecords(
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<CsvRecord[]> {
  const assembler = createRowAssembler(delimiter);
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const piece of bytes) {
    const text = rest + decoder.decode(piece, { stream: true });
    const lines = text.split('\n');
    rest = lines.pop() ?? '';
    const records: CsvRecord[] = [];
    for (const line of lines) assembler.add(line, records);
    if (rest.length > ROW_MAX_CHARACTERS) rest = assembler.addOversized(rest);
    if (records.length > 0) yield records;
  }
  const records: CsvRecord[] = [];
  rest += decoder.decode();
  if (rest !== '') assembler.add(rest, records);
  assembler.end(records);
  if (records.length > 0) yield records;
}

interface RowAssembler {
  /** Takes one line without its line feed and appends the rows that it completes. */
  add(line: string, records: CsvRecord[]): void;
  /** Takes the beginning of a line that is already too long, and gives what to keep of it: nothing. */
  addOversized(text: string): string;
  /** A row that is still open at the end of the file is malformed. */
  end(records: CsvRecord[]): void;
}

function createRowAssembler(delimiter: string): RowAssembler {
  let lineNumber = 0;
  let isOversized = false;
  /** The lines of a row whose quotes are not balanced yet. */
  let open: string[] = [];

  const complete = (lines: string[], line: number): CsvRecord => {
    const text = lines.join('\n');
    return text.length > ROW_MAX_CHARACTERS
      ? { line, code: 'ROW_TOO_LONG' }
      : parseRow(text, { delimiter, line });
  };

  const add = (raw: string, records: CsvRecord[]): void => {
    lineNumber += 1;
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (isOversized || text.length > ROW_MAX_CHARACTERS) {
      isOversized = false;
      giveUpOpen(records);
      records.push({ line: lineNumber, code: 'ROW_TOO_LONG' });
    } else if (open.length === 0 && !text.includes('"')) {
      if (text !== '') records.push({ line: lineNumber, fields: text.split(delimiter) });
    } else {
      open.push(text);
      if (hasBalancedQuotes(open)) {
        records.push(complete(open, lineNumber - open.length + 1));
        open = [];
      } else if (open.length >= ROW_MAX_LINES) giveUpOpen(records);
    }
  };

  /** The first line of the open row is malformed; the lines after it are rows of their own again. */
  const giveUpOpen = (records: CsvRecord[]): void => {
    while (open.length > 0) {
      const [, ...following] = open;
      open = [];
      lineNumber -= following.length + 1;
      lineNumber += 1;
      records.push({ line: lineNumber, code: 'ROW_MALFORMED' });
      for (const text of following) add(text, records);
      if (open.length === following.length) return;
    }
  };

  return {
    add,
    addOversized() {
      isOversized = true;
      return '';
    },
    end: giveUpOpen,
  };
}

function parseRow(text: string, { delimiter, line }: { delimiter: string; line: number }): CsvRecord {
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n'],
      max_record_size: 2 * ROW_MAX_CHARACTERS,
    });
    const [fields] = rows;
    return rows.length === 1 && fields !== undefined ? { line, fields } : { line, code: 'ROW_MALFORMED' };
  } catch {
    return { line, code: 'ROW_MALFORMED' };
  }
}

function hasBalancedQuotes(lines: readonly string[]): boolean {
  let quotes = 0;
  for (const line of lines) quotes += line.split('"').length - 1;
  return quotes % 2 === 0;
}
