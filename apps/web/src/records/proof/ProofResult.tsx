// SPDX-License-Identifier: Apache-2.0
import './ProofResult.css';
import type { ProofVerdict, ProvedStream } from '@datacar/core/records/ProofVerdict';
import type { ReactNode } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import type { Format } from '../../ui/format/createFormat.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { describeReading, sourceWords, stepWords } from './proofWords.ts';

const icons: Readonly<Record<ProofVerdict['verdict'], IconName>> = {
  PROVED: 'shield',
  UNAUTHENTICATED: 'info',
  FAILED: 'cross',
};

/** The last batch before the period is in the file as well, to show that nothing was left out. */
const isInPeriod = ({ coverage }: ProvedStream): boolean => coverage.recordedMs > 0;
const ppmPerPercent = 10_000;

/** The verdict over a proof in one sentence, and what it means. */
export function ProofResult({ verdict, children }: { verdict: ProofVerdict; children?: ReactNode }) {
  const format = useFormat();
  return (
    <div className={`verdict verdict-${verdict.verdict}`} role="status" data-verdict={verdict.verdict}>
      <div className="verdict-seal">
        <Icon name={icons[verdict.verdict]} size={24} />
      </div>
      <div className="verdict-text">
        <p className="verdict-word">{verdict.verdict}</p>
        <p className="verdict-sentence">{headline(verdict, format)}</p>
        <p className="soft">{meaning(verdict)}</p>
        {children}
      </div>
    </div>
  );
}

function headline(verdict: ProofVerdict, format: Format): string {
  const content = describeContent(verdict, format);
  if (verdict.verdict === 'PROVED') return content;
  if (verdict.verdict === 'UNAUTHENTICATED') return `The file claims: ${content}`;
  if (verdict.kind === 'malformed') return 'This is not a proof that can be read.';
  const failed = verdict.steps.find(({ failure }) => failure?.code === verdict.failure?.code);
  return failed === undefined
    ? 'The proof does not hold.'
    : `The proof does not hold, at the step “${stepWords[failed.name].subject}”.`;
}

/** What the file shows, as a sentence. */
export function describeContent(verdict: ProofVerdict, format: Format): string {
  if (verdict.kind === 'reading' && verdict.reading !== undefined) {
    return `${describeReading(verdict.reading, format)}, as car ${verdict.vehicle?.id ?? ''} recorded it.`;
  }
  if (verdict.kind === 'period') {
    const gaps = verdict.gaps.filter(({ kind }) => kind !== 'late').length;
    const missing = gaps === 0 ? 'with no gap' : gaps === 1 ? 'with one gap' : `with ${gaps} gaps`;
    const share = format.percent((verdict.coverage?.recordedPpm ?? 0) / ppmPerPercent, 1);
    return `What car ${verdict.vehicle?.id ?? ''} recorded from ${format.dateTimeExact(verdict.fromMs)} to ${format.dateTimeExact(verdict.toMs)}: ${share} of the time, ${missing} between batches.`;
  }
  return 'Nothing that can be read.';
}

function meaning(verdict: ProofVerdict): string {
  const { verdict: word, failure } = verdict;
  if (word === 'FAILED') {
    return verdict.kind === 'malformed'
      ? `${failure?.message ?? ''}. Choose a file that ends in .datacar, as it was downloaded.`
      : 'Believe nothing that this file says. It was damaged, changed, or made by somebody whom you do not trust. The steps below say where it breaks.';
  }
  if (word === 'UNAUTHENTICATED') {
    return 'The file agrees with itself, but you named nobody to trust: anyone can have made it. Add a trust file to learn who vouches for it.';
  }
  const sources =
    verdict.kind === 'reading'
      ? verdict.reading && [verdict.reading.source]
      : verdict.kind === 'period'
        ? [...new Set(verdict.streams.filter(isInPeriod).flatMap(({ sources }) => sources))]
        : undefined;
  const origin = (sources ?? []).map((source) => sourceWords[source]).join('; ');
  return `Every step holds. It comes from ${origin || 'no batch'}.`;
}
