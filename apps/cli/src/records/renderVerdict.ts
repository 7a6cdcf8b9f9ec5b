// SPDX-License-Identifier: Apache-2.0
import type { PeriodVerdict, ProvedReading } from '@datacar/core/records/ProofVerdict';
import type { Output } from '../output/createOutput.ts';
import { formatCount, formatCounted } from '../output/formatCount.ts';
import { formatDuration } from '../output/formatDuration.ts';
import { formatTime } from '../output/formatTime.ts';
import { renderTable } from '../output/renderTable.ts';
import type { FullVerdict } from './FullVerdict.ts';
import { streamLabel } from './streamLabel.ts';

type Colors = Output['colors'];

/** What each step shows, for --explain. */
const meanings: Readonly<Record<string, string>> = {
  readingInBatch: 'The reading is a leaf of the batch whose root the signed header states.',
  signedByCarKey: 'The header was signed with this key of the car.',
  keyCertifiedBy: 'A member of the consortium has signed that this key is the vehicle’s.',
  inLog: 'The header is an entry of the log whose root the checkpoint states.',
  checkpointSignedBy: 'The server has signed that its log had this size and this root.',
  signedForAnchoring: 'The server has signed the transaction that anchors this very checkpoint.',
  anchoredAtBlock:
    'The chain has taken the anchor: the log held this at that time, and can only have grown since.',
  keyValidThen: 'On the chain the key was the vehicle’s when this was anchored.',
};
const linesShownMax = 20;

/** A verdict for a person: what was proved, step by step, and whom one must believe. */
export function renderVerdict(
  verdict: FullVerdict,
  { trustFile, isExplained }: { trustFile: string | undefined; isExplained: boolean },
  colors: Colors,
): string {
  if (verdict.kind === 'malformed') {
    return `${colors.bold(colors.red('FAILED'))}  This is not a proof: ${verdict.failure?.message} (${verdict.failure?.code})`;
  }
  return [
    renderHeadline(verdict, colors),
    ...renderContent(verdict, colors),
    '',
    ...renderSteps(verdict, isExplained, colors),
    ...renderNotes(verdict, trustFile, colors),
  ].join('\n');
}

function renderHeadline(
  { verdict, failure, steps }: FullVerdict,
  { bold, green, red, yellow }: Colors,
): string {
  switch (verdict) {
    case 'PROVED':
      return bold(green('PROVED'));
    case 'UNAUTHENTICATED':
      return `${bold(yellow('UNAUTHENTICATED'))}  The file agrees with itself, but there is nobody to trust: anyone can have made it.`;
    case 'FAILED': {
      const step = steps.find((candidate) => candidate.failure?.code === failure?.code)?.name ?? '';
      return `${bold(red('FAILED'))}  ${step}: ${failure?.message} (${failure?.code})`;
    }
  }
}

function renderContent(verdict: FullVerdict, { bold, dim }: Colors): string[] {
  const claim = verdict.verdict === 'PROVED' ? '' : 'The file claims: ';
  const car =
    'vehicle' in verdict && verdict.vehicle
      ? `vehicle ${verdict.vehicle.id}  ${dim(verdict.vehicle.did)}`
      : '';
  if (verdict.kind === 'reading' && verdict.reading !== undefined) {
    const { source } = verdict.reading;
    return [`${claim}${bold(renderReading(verdict.reading))}`, `${car}`, `source ${bold(source)}`];
  }
  if (verdict.kind !== 'period') return [];
  return [
    `${claim}${bold(`what was signed from ${formatTime(verdict.fromMs)} to ${formatTime(verdict.toMs)}`)}`,
    ...(car === '' ? [] : [car]),
    ...renderPeriod(verdict, dim),
  ];
}

function renderReading({ path, value, unit, timeMs }: ProvedReading): string {
  return `${path} = ${value}${unit === undefined ? '' : ` ${unit}`} at ${formatTime(timeMs)}`;
}

function renderPeriod(
  { coverage, streams, gaps, readings }: Pick<PeriodVerdict, 'coverage' | 'streams' | 'gaps' | 'readings'>,
  dim: Colors['dim'],
): string[] {
  const lines: string[] = [];
  if (coverage !== undefined) {
    const { periodMs, recordedMs, restMs, gapMs, recordedPpm } = coverage;
    lines.push(
      `coverage ${formatPpm(recordedPpm)}: of ${formatDuration(periodMs)}, ${formatDuration(recordedMs)} recorded, ${formatDuration(restMs)} at rest, ${formatDuration(gapMs)} in gaps`,
    );
  }
  for (const { stream, sources, headerCount } of streams) {
    lines.push(
      `stream ${streamLabel(stream)}: ${formatCounted(headerCount, 'batch', 'batches')}, source ${sources.join(', ')}`,
    );
  }
  lines.push(gaps.length === 0 ? 'no gaps' : `${formatCounted(gaps.length, 'gap')}:`);
  const gapRows = gaps
    .slice(0, linesShownMax)
    .map(({ kind, stream, fromMs, toMs, sequenceFrom, sequenceTo }) => [
      `  ${kind}`,
      streamLabel(stream),
      formatTime(fromMs),
      formatTime(toMs),
      sequenceFrom === sequenceTo ? `#${sequenceFrom}` : `#${sequenceFrom} to #${sequenceTo}`,
    ]);
  if (gapRows.length > 0) {
    const columns = ['  KIND', 'STREAM', 'FROM (UTC)', 'TO', 'BATCHES'].map((title) => ({ title }));
    lines.push(renderTable(columns, gapRows, dim), ...renderLeft(gaps.length, dim));
  }
  if (readings.length > 0) {
    lines.push(`${formatCounted(readings.length, 'reading')} shown:`);
    lines.push(...readings.slice(0, linesShownMax).map((reading) => `  ${renderReading(reading)}`));
    lines.push(...renderLeft(readings.length, dim));
  }
  return lines;
}

function renderLeft(count: number, dim: Colors['dim']): string[] {
  return count > linesShownMax
    ? [dim(`  and ${formatCount(count - linesShownMax)} more; --json lists all`)]
    : [];
}

function formatPpm(ppm: number): string {
  return `${(ppm / 10_000).toFixed(2)} %`;
}

function renderSteps(
  { steps, anchor }: FullVerdict,
  isExplained: boolean,
  { dim, green, red, yellow }: Colors,
): string[] {
  const rows = steps.flatMap(({ name, ok, trust, believe, failure }) => {
    const isMissingTrust = failure?.code === 'TRUST_MISSING';
    const mark = ok ? green('✔') : isMissingTrust ? yellow('?') : red('✖');
    const where =
      name === 'anchoredAtBlock' && anchor !== undefined
        ? `[block ${anchor.blockNumber}, ${formatTime(anchor.blockTimeMs)}] `
        : '';
    const row = [mark, name, trust, ok ? `${where}${believe}` : `${failure?.message} (${failure?.code})`];
    return isExplained ? [row, ['', '', '', dim(meanings[name] ?? '')]] : [row];
  });
  const columns = ['', 'STEP', 'TRUST', 'WHOM YOU BELIEVE'].map((title) => ({ title }));
  return [renderTable(columns, rows, dim)];
}

function renderNotes(
  { verdict, steps }: FullVerdict,
  trustFile: string | undefined,
  { dim }: Colors,
): string[] {
  if (verdict === 'UNAUTHENTICATED') {
    return [
      '',
      'Give the keys that you trust with --trust FILE. A server offers its own at /v1/trust; get it from where you have a reason to believe it.',
    ];
  }
  const notes = trustFile === undefined ? [] : [dim(`Trust anchors: ${trustFile}`)];
  const hasAskedChain = steps.some(({ trust }) => trust === 'chain');
  if (verdict === 'PROVED' && !hasAskedChain) {
    notes.push(
      dim(
        'Not asked: a chain (--rpc URL). On an embedded chain an anchor is the word of its operator until another member has cosigned.',
      ),
    );
  }
  return notes.length === 0 ? [] : ['', ...notes];
}
