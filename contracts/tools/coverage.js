#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

// Prints which lines and branches of the contracts that hold value or power the tests reach, and fails where a
// branch is left out. Arguments go to forge: `npm run coverage -- --match-path 'contracts/test/token/*'`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const toolsFolder = dirname(fileURLToPath(import.meta.url));
const folders = ['contracts/src/token/', 'contracts/src/consortium/'];

/** Reads an lcov tracefile (geninfo(1)): per source file, the lines and branches found and those never taken. */
function parseLcov(text) {
  const files = [];
  for (const record of text.split('end_of_record')) {
    const lines = record.trim().split('\n');
    const path = lines.find((line) => line.startsWith('SF:'))?.slice(3);
    if (path === undefined) continue;
    const file = { path, lines: 0, linesMissed: [], branches: 0, branchesMissed: [] };
    for (const line of lines) {
      if (line.startsWith('DA:')) {
        const [number, hits] = line.slice(3).split(',');
        file.lines += 1;
        if (hits === '0') file.linesMissed.push(Number(number));
      } else if (line.startsWith('BRDA:')) {
        const [number, , , hits] = line.slice(5).split(',');
        file.branches += 1;
        if (hits === '0' || hits === '-') file.branchesMissed.push(Number(number));
      }
    }
    files.push(file);
  }
  return files;
}

function percent(found, missed) {
  return found === 0 ? '-' : `${(((found - missed) / found) * 100).toFixed(2)} %`;
}

function listNumbers(numbers) {
  return [...new Set(numbers)].sort((left, right) => left - right).join(', ');
}

function report(files) {
  const width = Math.max(...files.map(({ path }) => path.length));
  console.log(`\n${'file'.padEnd(width)}  ${'lines'.padStart(9)}  ${'branches'.padStart(9)}  missed`);
  for (const file of files) {
    const missed = [
      file.linesMissed.length > 0 ? `lines ${listNumbers(file.linesMissed)}` : '',
      file.branchesMissed.length > 0 ? `branches at ${listNumbers(file.branchesMissed)}` : '',
    ].filter((part) => part !== '');
    const lines = percent(file.lines, file.linesMissed.length).padStart(9);
    const branches = percent(file.branches, file.branchesMissed.length).padStart(9);
    console.log(`${file.path.padEnd(width)}  ${lines}  ${branches}  ${missed.join('; ')}`.trimEnd());
  }
  const sum = (key) => files.reduce((total, file) => total + (file[key].length ?? file[key]), 0);
  const [branches, missed] = [sum('branches'), sum('branchesMissed')];
  const [lines, linesMissed] = [sum('lines'), sum('linesMissed')];
  console.log(`\n${lines - linesMissed} of ${lines} lines, ${branches - missed} of ${branches} branches`);
  return missed;
}

const folder = mkdtempSync(join(tmpdir(), 'datacar-coverage-'));
const lcovFile = join(folder, 'lcov.info');
const child = spawn(
  process.execPath,
  [
    join(toolsFolder, 'forge.js'),
    ...['coverage', '--report', 'lcov', '--report-file', lcovFile, '--exclude-tests'],
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  let exitCode = code ?? 1;
  if (exitCode === 0) {
    const files = parseLcov(readFileSync(lcovFile, 'utf8'))
      .filter(({ path }) => folders.some((prefix) => path.startsWith(prefix)))
      .sort((left, right) => (left.path < right.path ? -1 : 1));
    exitCode = files.length > 0 && report(files) === 0 ? 0 : 1;
  }
  rmSync(folder, { recursive: true, force: true });
  process.exit(exitCode);
});
