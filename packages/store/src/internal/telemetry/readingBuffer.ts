// SPDX-License-Identifier: Apache-2.0
import {
  BIGINT,
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  INTEGER,
  SMALLINT,
  TINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

/** Rows of a DuckDB data chunk (its STANDARD_VECTOR_SIZE). */
const BLOCK_ROWS = duckdb.vector_size();
const TWO_TO_32 = 2 ** 32;

/** Columns of the table `readings`, in the memory layout of DuckDB's vectors. */
interface Block {
  rows: number;
  vehicle: BigInt64Array;
  signal: Int16Array;
  /** Low and high halves of 64-bit integers: BigInt arithmetic would cost more than everything else here. */
  timeMs: Uint32Array;
  number: Float64Array;
  source: Int8Array;
  epoch: Int32Array;
  position: BigInt64Array;
  /** Rows that hold a text instead of a number. */
  texts: Map<number, string>;
}

/** What a run of readings of one signal has in common. */
export interface ReadingRun {
  vehicle: bigint;
  signal: number;
  source: number;
  epoch: number;
  position: bigint;
}

/** Readings on their way into the database, column by column. */
export interface ReadingBuffer {
  readonly rows: number;
  addNumbers(run: ReadingRun, timesMs: Float64Array, numbers: Float64Array): void;
  addTexts(run: ReadingRun, timesMs: Float64Array, texts: readonly string[]): void;
  /** Appends everything to the table `readings`. */
  appendTo(appender: DuckDBAppender): void;
}

export function createReadingBuffer(): ReadingBuffer {
  const blocks: Block[] = [];
  let rows = 0;

  /** Calls `fill` for each piece of `count` rows that fits into one block. */
  function place(
    run: ReadingRun,
    timesMs: Float64Array,
    fill: (block: Block, from: number, count: number) => void,
  ) {
    for (let from = 0; from < timesMs.length; ) {
      let block = blocks.at(-1);
      if (block === undefined || block.rows === BLOCK_ROWS) {
        block = createBlock();
        blocks.push(block);
      }
      const count = Math.min(timesMs.length - from, BLOCK_ROWS - block.rows);
      fillCommon(block, run, count);
      fillTimes(block, timesMs, from, count);
      fill(block, from, count);
      block.rows += count;
      from += count;
    }
    rows += timesMs.length;
  }

  return {
    get rows() {
      return rows;
    },
    addNumbers(run, timesMs, numbers) {
      place(run, timesMs, (block, from, count) => {
        block.number.set(numbers.subarray(from, from + count), block.rows);
      });
    },
    addTexts(run, timesMs, texts) {
      place(run, timesMs, (block, from, count) => {
        for (let index = 0; index < count; index += 1) {
          block.texts.set(block.rows + index, texts[from + index] ?? '');
        }
      });
    },
    appendTo(appender) {
      const chunk = DuckDBDataChunk.create([
        BIGINT,
        SMALLINT,
        BIGINT,
        DOUBLE,
        VARCHAR,
        TINYINT,
        INTEGER,
        BIGINT,
      ]);
      for (const block of blocks) {
        fillChunk(chunk, block);
        appender.appendDataChunk(chunk);
      }
    },
  };
}

function createBlock(): Block {
  return {
    rows: 0,
    vehicle: new BigInt64Array(BLOCK_ROWS),
    signal: new Int16Array(BLOCK_ROWS),
    timeMs: new Uint32Array(BLOCK_ROWS * 2),
    number: new Float64Array(BLOCK_ROWS),
    source: new Int8Array(BLOCK_ROWS),
    epoch: new Int32Array(BLOCK_ROWS),
    position: new BigInt64Array(BLOCK_ROWS),
    texts: new Map(),
  };
}

function fillCommon(block: Block, run: ReadingRun, count: number): void {
  const { rows } = block;
  const end = rows + count;
  block.vehicle.fill(run.vehicle, rows, end);
  block.signal.fill(run.signal, rows, end);
  block.source.fill(run.source, rows, end);
  block.epoch.fill(run.epoch, rows, end);
  block.position.fill(run.position, rows, end);
}

function fillTimes(block: Block, timesMs: Float64Array, from: number, count: number): void {
  const { timeMs } = block;
  let half = block.rows * 2;
  for (let index = from; index < from + count; index += 1) {
    const time = timesMs[index] ?? 0;
    timeMs[half] = time;
    timeMs[half + 1] = Math.floor(time / TWO_TO_32);
    half += 2;
  }
}

function fillChunk(chunk: DuckDBDataChunk, block: Block): void {
  const { rows, texts } = block;
  chunk.reset();
  chunk.rowCount = rows;
  const columns = [
    block.vehicle,
    block.signal,
    block.timeMs,
    block.number,
    undefined,
    block.source,
    block.epoch,
    block.position,
  ];
  for (const [index, column] of columns.entries()) {
    if (column === undefined) continue;
    const bytes = index === 2 ? rows * 8 : rows * column.BYTES_PER_ELEMENT;
    duckdb.copy_data_to_vector(vectorOf(chunk, index), 0, column.buffer as ArrayBuffer, 0, bytes);
  }
  const hasText = new Uint8Array(BLOCK_ROWS / 8);
  for (const row of texts.keys()) hasText[row >> 3] = (hasText[row >> 3] ?? 0) | (1 << (row & 7));
  setValidity(vectorOf(chunk, 4), hasText);
  if (texts.size === 0) return;
  setValidity(
    vectorOf(chunk, 3),
    hasText.map((bits) => ~bits),
  );
  for (const [row, text] of texts)
    duckdb.vector_assign_string_element_len(vectorOf(chunk, 4), row, Buffer.from(text));
}

function vectorOf(chunk: DuckDBDataChunk, column: number): duckdb.Vector {
  return duckdb.data_chunk_get_vector(chunk.chunk, column);
}

/** One bit a row, least significant first: set = there is a value. */
function setValidity(vector: duckdb.Vector, bits: Uint8Array<ArrayBuffer>): void {
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, bits.byteLength);
}
