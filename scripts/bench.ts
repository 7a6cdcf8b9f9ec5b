// SPDX-License-Identifier: Apache-2.0
// npm run bench [NAME...]: every benchmark, or those whose names are given or start with `NAME.`, one after the other.
import { readdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Benchmark } from '../packages/testing/src/bench/Benchmark.ts';

interface BenchmarkRow {
  name: string;
  value: number;
  unit: string;
  baselineName: string;
  baselineValue: number;
  ratio: number;
}

const RESULTS_FILE = 'bench-results.json';

async function loadBenchmarks(): Promise<Benchmark[]> {
  const files = ['packages', 'apps'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.bench.ts') && !file.includes('node_modules'))
      .map((file) => `${folder}/${file}`),
  );
  const modules = await Promise.all(files.sort().map((file) => import(pathToFileURL(file).href)));
  return modules.flatMap((module: { benchmarks: Benchmark[] }) => module.benchmarks);
}

function selectBenchmarks(benchmarks: Benchmark[], names: string[]): Benchmark[] {
  if (names.length === 0) return benchmarks;
  const unknown = names.filter(
    (name) =>
      !benchmarks.some((benchmark) => benchmark.name === name || benchmark.name.startsWith(`${name}.`)),
  );
  if (unknown.length > 0) {
    const known = benchmarks.map((benchmark) => benchmark.name).join(', ');
    console.error(`No benchmark is named ${unknown.join(', ')}. There are: ${known}.`);
    process.exit(2);
  }
  return benchmarks.filter((benchmark) =>
    names.some((name) => benchmark.name === name || benchmark.name.startsWith(`${name}.`)),
  );
}

const formatNumber = (value: number) =>
  value.toLocaleString('en-GB', { maximumSignificantDigits: value >= 1000 ? 6 : 3 });

function printTable(rows: BenchmarkRow[], benchmarks: Benchmark[]): void {
  const table = [
    ['benchmark', 'value', 'unit', 'baseline', 'its value', 'ratio', 'aim'],
    ...rows.map((row) => [
      row.name,
      formatNumber(row.value),
      row.unit,
      row.baselineName,
      formatNumber(row.baselineValue),
      row.ratio.toFixed(2),
      benchmarks.find((benchmark) => benchmark.name === row.name)?.aim ?? '',
    ]),
  ];
  const isNumeric = [false, true, false, false, true, true, false];
  const widths = isNumeric.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  for (const line of table) {
    const cells = line.map((cell, column) =>
      isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
}

const benchmarks = selectBenchmarks(await loadBenchmarks(), process.argv.slice(2));
const rows: BenchmarkRow[] = [];
for (const benchmark of benchmarks) {
  process.stderr.write(`${benchmark.name} … `);
  const { value, baselineName, baselineValue } = await benchmark.run();
  rows.push({
    name: benchmark.name,
    value,
    unit: benchmark.unit,
    baselineName,
    baselineValue,
    ratio: value / baselineValue,
  });
  process.stderr.write(`${formatNumber(value)} ${benchmark.unit}\n`);
}
writeFileSync(RESULTS_FILE, `${JSON.stringify(rows, null, 2)}\n`);
console.log();
printTable(rows, benchmarks);
console.log(`\nWritten to ${RESULTS_FILE}.`);
process.exit(0);
