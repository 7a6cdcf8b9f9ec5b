// SPDX-License-Identifier: Apache-2.0
import type { Output } from '../output/createOutput.ts';
import { formatCount, formatCounted } from '../output/formatCount.ts';
import type { ImportResult } from '../processes/AgentEvent.ts';

/** Refusals shown one by one; a wrong column would otherwise fill the terminal. --json has all of them. */
const refusalsShownMax = 10;

/** What became of one imported file, for a person. */
export function renderImportResult(
  result: ImportResult,
  { bold, dim, red, green, yellow }: Output['colors'],
): string {
  const { file, rows, rowsAccepted, rowsRefused, readings, batches, anchoredIn, error } = result;
  if (error !== undefined) return `${red('✖')} ${bold(file)}\n  ${error.message} ${dim(`(${error.code})`)}`;
  const lines = [
    `${rowsRefused.length === 0 ? green('✔') : yellow('✔')} ${bold(file)}`,
    `  rows      ${formatCount(rows)} read, ${formatCount(rowsAccepted)} accepted, ${formatCount(rowsRefused.length)} refused`,
    ...renderRefusals(rowsRefused, dim),
    `  readings  ${describeReadings(result)}`,
    ...renderCellRefusals(result, dim),
    `  batches   ${formatCounted(batches, 'batch', 'batches')} added`,
  ];
  if (anchoredIn !== null) {
    lines.push(`  anchor    block ${anchoredIn.blockNumber}, transaction ${anchoredIn.transactionHash}`);
  }
  if (readings === 0 && result.alreadyImported)
    lines.push(`  ${dim('This file was imported already; nothing was added.')}`);
  return lines.join('\n');
}

function describeReadings({
  readings,
  readingsDuplicate,
  readingsConflicting,
  alreadyImported,
}: ImportResult): string {
  return [
    `${formatCount(readings)} added`,
    ...(alreadyImported ? ['already imported'] : []),
    ...(readingsDuplicate > 0 ? [`${formatCount(readingsDuplicate)} known before`] : []),
    ...(readingsConflicting > 0
      ? [`${formatCount(readingsConflicting)} refused: known with another value`]
      : []),
  ].join(', ');
}

function renderRefusals(refusals: ImportResult['rowsRefused'], dim: (text: string) => string): string[] {
  const shown = refusals
    .slice(0, refusalsShownMax)
    .map(({ line, message }) => `    line ${line}: ${message}`);
  const left = refusals.length - shown.length;
  return left === 0
    ? shown
    : [...shown, dim(`    and ${formatCounted(left, 'more line')}; --json lists all`)];
}

function renderCellRefusals(result: ImportResult, dim: (text: string) => string): string[] {
  if (result.readingsRefusedTotal === 0) return [];
  const shown = result.readingsRefused
    .slice(0, refusalsShownMax)
    .map(({ line, signal, message }) => `    line ${line}, ${signal}: ${message}`);
  const left = result.readingsRefusedTotal - shown.length;
  return left === 0
    ? shown
    : [...shown, dim(`    and ${formatCounted(left, 'more value')}; --json lists them`)];
}
