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

interface Line {
  text: string;
  number: number;
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
  let lineCount = 0;
  let isOversized = false;
  /** The lines of a row whose quotes are not balanced yet. */
  let open: Line[] = [];

  const take = (line: Line, records: CsvRecord[]): void => {
    if (open.length === 0 && !line.text.includes('"')) {
      if (line.text !== '') records.push({ line: line.number, fields: line.text.split(delimiter) });
      return;
    }
    open.push(line);
    if (!hasBalancedQuotes(open)) {
      if (open.length >= ROW_MAX_LINES) giveUp(records);
      return;
    }
    const fields = parseRow(open.map(({ text }) => text).join('\n'), delimiter);
    if (fields === undefined) giveUp(records);
    else {
      records.push({ line: open[0]?.number ?? line.number, fields });
      open = [];
    }
  };

  /** The first line of the open row is malformed; the lines after it are looked at on their own. */
  const giveUp = (records: CsvRecord[]): void => {
    const [first, ...following] = open;
    open = [];
    if (first === undefined) return;
    records.push({ line: first.number, code: 'ROW_MALFORMED' });
    for (const line of following) take(line, records);
  };

  return {
    add(raw, records) {
      lineCount += 1;
      const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (isOversized || text.length > ROW_MAX_CHARACTERS) {
        isOversized = false;
        while (open.length > 0) giveUp(records);
        records.push({ line: lineCount, code: 'ROW_TOO_LONG' });
      } else take({ text, number: lineCount }, records);
    },
    addOversized() {
      isOversized = true;
      return '';
    },
    end(records) {
      while (open.length > 0) giveUp(records);
      if (isOversized) records.push({ line: lineCount + 1, code: 'ROW_TOO_LONG' });
    },
  };
}

function parseRow(text: string, delimiter: string): string[] | undefined {
  try {
    const rows: string[][] = parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n' });
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    return undefined;
  }
}

function hasBalancedQuotes(lines: readonly Line[]): boolean {
  let quotes = 0;
  for (const { text } of lines) quotes += text.split('"').length - 1;
  return quotes % 2 === 0;
}
