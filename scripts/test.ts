// SPDX-License-Identifier: Apache-2.0
// npm test: the TypeScript tests, the contracts' tests and what is compared with Python, with one count at the end.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface SuiteCount {
  passed: number;
  failed: number;
  skipped: number;
}

interface Suite {
  name: string;
  run(temporaryDirectory: string): SuiteCount;
}

/** A suite that ends badly without counting a failure, or counts nothing at all, has failed. */
function requireVerdict(count: SuiteCount, exitStatus: number | null): SuiteCount {
  const isSilent = count.passed + count.failed + count.skipped === 0;
  return (exitStatus !== 0 && count.failed === 0) || isSilent
    ? { ...count, failed: count.failed + 1 }
    : count;
}

function runVitest(temporaryDirectory: string): SuiteCount {
  const reportFile = join(temporaryDirectory, 'vitest.json');
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ],
    { stdio: 'inherit' },
  );
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  };
  const count = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
  };
  return requireVerdict(count, status);
}

/** Runs a program that prints `N passed` and `N failed` (and perhaps `N skipped`) and takes its last such line. */
function runCounting(command: string, parameters: string[]): SuiteCount {
  const { status, stdout } = spawnSync(command, parameters, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  process.stdout.write(stdout ?? '');
  const line = (stdout ?? '').split('\n').findLast((text) => /\d+ (tests )?passed/.test(text)) ?? '';
  const numberBefore = (word: string) =>
    Number(line.match(new RegExp(`(\\d+) (?:tests )?${word}`))?.[1] ?? 0);
  return requireVerdict(
    { passed: numberBefore('passed'), failed: numberBefore('failed'), skipped: numberBefore('skipped') },
    status,
  );
}

const suites: Suite[] = [
  { name: 'TypeScript', run: runVitest },
  { name: 'Contracts', run: () => runCounting('npm', ['test', '--silent', '--workspace', 'contracts']) },
  {
    name: 'Verifier in Python',
    run: () => runCounting(process.execPath, ['--import', 'tsx', 'scripts/testPython.ts']),
  },
  {
    name: 'Wallet against another in Python',
    run: () => runCounting(process.execPath, ['--import', 'tsx', 'scripts/testWallet.ts']),
  },
];

const temporaryDirectory = mkdtempSync(join(tmpdir(), 'datacar-test-'));
const total: SuiteCount = { passed: 0, failed: 0, skipped: 0 };
const summary: string[] = [];
for (const suite of suites) {
  console.log(`\n== ${suite.name}`);
  const count = suite.run(temporaryDirectory);
  summary.push(`${suite.name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}
rmSync(temporaryDirectory, { recursive: true, force: true });
console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
