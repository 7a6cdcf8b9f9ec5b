// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '../../encoding/encodeHex.ts';
import { findGaps } from '../../records/findGaps.ts';
import type { Gap } from '../../records/Gap.ts';
import { measureCoverage } from '../../records/measureCoverage.ts';
import type { PeriodProof } from '../../records/PeriodProof.ts';
import type { PeriodVerdict, ProvedGap, ProvedReading, ProvedStream } from '../../records/ProofVerdict.ts';
import type { VerifyProofOptions } from '../../records/VerifyProofOptions.ts';
import type { PeriodStream } from './PeriodStream.ts';
import { toProvedReading } from './toProvedReading.ts';

/** Coverage, gaps and readings of the streams of a period. */
export function describePeriod(
  { fromMs, toMs }: PeriodProof,
  periodStreams: readonly PeriodStream[],
  { nowMs = toMs, anchoredAtMs = 0 }: Pick<VerifyProofOptions, 'nowMs' | 'anchoredAtMs'>,
): Pick<PeriodVerdict, 'coverage' | 'gaps' | 'streams' | 'readings'> {
  const asked = { fromMs, toMs, nowMs, knownUntilMs: anchoredAtMs };
  const found = periodStreams.map((stream) => {
    const headers = stream.headers.map(({ header, headerHash }) => ({ ...header, headerHash }));
    return { stream, ...findGaps({ ...asked, headers, mapEntry: stream.mapEntry }) };
  });
  const streams = found.map(({ stream, gaps, coverage }): ProvedStream => {
    const name = encodeHex(stream.stream);
    return {
      stream: name,
      sources: [...new Set(stream.headers.map(({ header }) => header.source))],
      headerCount: stream.headers.length,
      coverage,
      gaps: gaps.map((gap) => toProvedGap(gap, name)),
    };
  });
  return {
    coverage: measureCoverage(
      found.map(({ intervals }) => intervals),
      { fromMs, toMs },
    ),
    gaps: streams.flatMap(({ gaps }) => gaps).sort((left, right) => left.fromMs - right.fromMs),
    streams,
    readings: periodStreams.flatMap(toProvedReadings),
  };
}

function toProvedReadings({ headers, readings }: PeriodStream): ProvedReading[] {
  return readings.flatMap(({ headerIndex, reading }) => {
    const signed = headers[headerIndex];
    return signed === undefined ? [] : [toProvedReading(reading, signed.header)];
  });
}

function toProvedGap(gap: Gap, stream: string): ProvedGap {
  return { ...gap, stream, headerHashes: gap.headerHashes.map(encodeHex) };
}
