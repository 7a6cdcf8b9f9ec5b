// SPDX-License-Identifier: Apache-2.0
import type { ImportResult } from '@datacar/core/vehicles/AgentEvent';
import type { Output } from '../output/createOutput.ts';
import { formatCount } from '../output/formatCount.ts';

type Dim = (text: string) => string;

/** A wrong column would otherwise fill the terminal. --json has all of them. */
const runsShownMax = 10;

/** What became of one imported file, for a person. */
export function renderImportResult(
  result: ImportResult,
  { bold, dim, red, green, yellow }: Output['colors'],
): string {
  const { file, rows, rowsAccepted, rowsRefused, readings, batches, anchoredIn, error } = result;
  if (error !== undefined) return `${red('✖')} ${bold(file)}\n  ${error.message} ${dim(`(${error.code})`)}`;
  const lines = [
    `${rowsRefused.length === 0 ? green('✔') : yellow('✔')} ${bold(file)}`,
    `  rows      ${formatCount(rows)} read, ${formatCount(rowsAccepted)} accepted, ${formatCount(rows - rowsAccepted)} refused`,
    ...renderRefusals(result, dim),
    `  readings  ${describeReadings(result)}`,
    ...renderCellRefusals(result, dim),
    `  batches   ${formatCount(batches)} added`,
  ];
  if (anchoredIn !== null) {
    lines.push(`  anchor    block ${anchoredIn.blockNumber}, transaction ${anchoredIn.transactionHash}`);
  }
  if (readings === 0 && result.alreadyImported)
    lines.push(`  ${dim('This file was imported already; nothing was added.')}`);
  return lines.join('\n');
}

function describeReadings({ readings, readingsDuplicate, readingsConflicting }: ImportResult): string {
  return [
    `${formatCount(readings)} added`,
    ...(readingsDuplicate > 0 ? [`${formatCount(readingsDuplicate)} known before`] : []),
    ...(readingsConflicting > 0
      ? [`${formatCount(readingsConflicting)} refused: known with another value`]
      : []),
  ].join(', ');
}

/** Rows in a row that were refused for one reason are one line. */
function renderRefusals({ rows, rowsAccepted, rowsRefused }: ImportResult, dim: Dim): string[] {
  return renderRuns(
    rowsRefused.map(({ line, code, message }) => ({ line, key: code, message })),
    { total: rows - rowsAccepted, dim },
  );
}

function renderCellRefusals({ readingsRefused, readingsRefusedTotal }: ImportResult, dim: Dim): string[] {
  return renderRuns(
    readingsRefused.map(({ line, signal, code, message }) => ({
      line,
      key: `${signal} ${code}`,
      message: `${signal}: ${message}`,
    })),
    { total: readingsRefusedTotal, dim },
  );
}

interface Refusal {
  /** Null when several rows are meant together. */
  line: number | null;
  /** What makes two refusals the same. */
  key: string;
  message: string;
}

function renderRuns(refusals: readonly Refusal[], { total, dim }: { total: number; dim: Dim }): string[] {
  const runs: { first: Refusal; last: Refusal; count: number }[] = [];
  for (const refusal of refusals) {
    const run = runs.at(-1);
    if (run?.last.key === refusal.key && follows(refusal, run.last)) {
      run.last = refusal;
      run.count += 1;
    } else runs.push({ first: refusal, last: refusal, count: 1 });
  }
  const shown = runs.slice(0, runsShownMax);
  const left = total - shown.reduce((sum, { count }) => sum + count, 0);
  const lines = shown.map(({ first, last, count }) =>
    count === 1
      ? `    ${first.line === null ? 'several lines' : `line ${first.line}`}: ${first.message}`
      : `    lines ${first.line} to ${last.line}, the first: ${first.message}`,
  );
  return left === 0 ? lines : [...lines, dim(`    and ${formatCount(left)} more; --json lists them`)];
}

function follows(refusal: Refusal, before: Refusal): boolean {
  return refusal.line !== null && before.line !== null && refusal.line === before.line + 1;
}
