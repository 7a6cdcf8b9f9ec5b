// SPDX-License-Identifier: Apache-2.0
import { findGaps } from '@datacar/core/records/findGaps';
import type { Gap } from '@datacar/core/records/Gap';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';
import type { StreamHead } from './ingest/sequence/createStreamHeads.ts';
import { collectHeaders, sortHeaders } from './proof/collectHeaders.ts';
import { streamName } from './streamName.ts';

export interface StreamGap extends Gap {
  /** Hex. */
  stream: string;
}

export interface ListGapsOptions {
  vehicle: number;
  /** Undefined: all. */
  ownerEpoch: number | undefined;
  fromMs: number;
  toMs: number;
  nowMs: number;
}

/** What every stream of a vehicle does not account for in a period, ascending by time. */
export async function listGapsOf(
  { vehicle, ownerEpoch, fromMs, toMs, nowMs }: ListGapsOptions,
  { telemetry, heads }: { telemetry: Telemetry; heads: readonly StreamHead[] },
): Promise<StreamGap[]> {
  const gaps: StreamGap[] = [];
  for (const { stream } of heads) {
    const headers = (await collectHeaders({ vehicle, stream }, { telemetry })).filter(
      (header) => ownerEpoch === undefined || header.ownerEpoch === ownerEpoch,
    );
    if (headers.length === 0) continue;
    const found = findGaps({ headers: sortHeaders(headers), nowMs, fromMs, toMs });
    gaps.push(...found.gaps.map((gap) => ({ ...gap, stream: streamName(stream) })));
  }
  return gaps.sort((left, right) => left.fromMs - right.fromMs || left.sequenceFrom - right.sequenceFrom);
}
