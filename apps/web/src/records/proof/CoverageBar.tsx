// SPDX-License-Identifier: Apache-2.0
import './CoverageBar.css';
import type { Coverage } from '@datacar/core/records/Coverage';
import type { ProvedGap } from '@datacar/core/records/ProofVerdict';
import { useFormat } from '../../app/useFormat.ts';
import { Time } from '../../ui/Time.tsx';
import type { SignedWindow } from './checkProof.ts';

interface CoverageBarProps {
  fromMs: number;
  toMs: number;
  windows: readonly SignedWindow[];
  gaps: readonly ProvedGap[];
  coverage: Coverage;
}

interface Span {
  fromMs: number;
  toMs: number;
}

const ppmPerPercent = 10_000;

/** Where in a period the car said something, and where it is missing. */
export function CoverageBar({ fromMs, toMs, windows, gaps, coverage }: CoverageBarProps) {
  const format = useFormat();
  const lengthMs = toMs - fromMs;
  const place = (span: Span) => {
    const left = Math.max(0, (span.fromMs - fromMs) / lengthMs);
    const right = Math.min(1, (span.toMs - fromMs) / lengthMs);
    return { left: `${left * 100}%`, width: `${Math.max(0, right - left) * 100}%` };
  };
  const silentMs = coverage.periodMs - coverage.recordedMs - coverage.restMs - coverage.gapMs;
  const missing = gaps.filter(({ kind }) => kind !== 'late');
  const percent = format.percent(coverage.recordedPpm / ppmPerPercent, 1);
  return (
    <div className="coverage">
      <div
        className="coverage-track"
        role="img"
        aria-label={`${percent} recorded, ${missing.length} ${missing.length === 1 ? 'gap' : 'gaps'}`}
      >
        {mergeSpans(windows).map((span) => (
          <span key={span.fromMs} className="coverage-part coverage-recorded" style={place(span)} />
        ))}
        {missing.map((gap) => (
          <span
            key={`${gap.stream}${gap.kind}${gap.fromMs}`}
            className="coverage-part coverage-gap"
            style={place(gap)}
          />
        ))}
      </div>
      <div className="coverage-ends small faint">
        <Time timeMs={fromMs} />
        <Time timeMs={toMs} />
      </div>
      <div className="row small">
        <span>
          <span className="coverage-key coverage-recorded" aria-hidden="true" />
          Recorded {format.duration(coverage.recordedMs)} ({percent})
        </span>
        <span>
          <span className="coverage-key coverage-rest" aria-hidden="true" />
          At rest {format.duration(coverage.restMs)}
          {silentMs > 0 && `, nothing said ${format.duration(silentMs)}`}
        </span>
        <span>
          <span className="coverage-key coverage-gap" aria-hidden="true" />
          In gaps {format.duration(coverage.gapMs)}
        </span>
      </div>
    </div>
  );
}

/** A day has 1,440 batches; those that touch are drawn as one. */
function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((left, right) => left.fromMs - right.fromMs)) {
    const last = merged.at(-1);
    if (last !== undefined && span.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, span.toMs);
    else merged.push({ fromMs: span.fromMs, toMs: span.toMs });
  }
  return merged;
}
