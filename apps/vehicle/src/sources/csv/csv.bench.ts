// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rskTripsMapping } from '@datacar/core/signals/rskTripsMapping';
import type { Benchmark } from '@datacar/testing/bench/Benchmark';
import { parse } from 'csv-parse';
import { openCsvSource } from './openCsvSource.ts';

const ROWS = 100_000;

/** A long drive in the shape of the real ones: a row a second, 15 columns. */
function csvText(): string {
  const lines = [rskTripsMapping.header?.join(',')];
  for (let second = 0; second < ROWS; second += 1) {
    const at = new Date(Date.UTC(2021, 5, 1) + second * 1_000).toISOString();
    const date = `${at.slice(5, 7)}/${at.slice(8, 10)}/${at.slice(0, 4)}`;
    const speed = (40 + 30 * Math.sin(second / 100)).toFixed(6);
    const latitude = (33.98 + second / 1e6).toFixed(6);
    lines.push(
      `${date},${at.slice(11, 19)},87.540000,${speed},D,${latitude},-6.725523,140.000000,${speed},20.000000,60.000000,Clouds,2.490000,0,40.000000`,
    );
  }
  return `${lines.join('\n')}\n`;
}

async function rowsPerSecond(read: () => Promise<number>): Promise<number> {
  const startMs = performance.now();
  const rows = await read();
  if (rows !== ROWS) throw new Error(`${rows} rows were read instead of ${ROWS}`);
  return (rows / (performance.now() - startMs)) * 1_000;
}

export const benchmarks: Benchmark[] = [
  {
    name: 'sources.csv',
    unit: 'rows/s',
    isHigherBetter: true,
    aim: 'at least 100,000, and as fast as csv-parse alone',
    async run() {
      const folder = await mkdtemp(join(tmpdir(), 'datacar-bench-'));
      const file = join(folder, 'drive.csv');
      try {
        await writeFile(file, csvText());
        const baselineValue = await rowsPerSecond(async () => {
          let rows = -1;
          for await (const _ of createReadStream(file).pipe(parse())) rows += 1;
          return rows;
        });
        const value = await rowsPerSecond(async () => {
          let rows = 0;
          const source = await openCsvSource({ file });
          for await (const chunk of source.read()) rows += chunk.rowsRead;
          return rows;
        });
        return { value, baselineName: 'csv-parse alone, values not read', baselineValue };
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  },
];
