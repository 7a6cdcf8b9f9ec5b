// SPDX-License-Identifier: Apache-2.0
import { buildStreamMap } from '@datacar/core/records/buildStreamMap';
import type { StreamMap } from '@datacar/core/records/StreamMap';
import type { StreamMapEntry } from '@datacar/core/records/StreamMapEntry';
import type { HeaderEntry } from '@datacar/store/telemetry/BatchProjection';
import type { Telemetry } from '@datacar/store/telemetry/Telemetry';
import type { StreamHead } from '../ingest/sequence/createStreamHeads.ts';

const PAGE = 1_000;

/** The map of stream heads as it was when the log had `size` leaves. */
export async function mapAtSize(
  size: number,
  { heads, telemetry }: { heads: readonly StreamHead[]; telemetry: Telemetry },
): Promise<StreamMap> {
  const entries: StreamMapEntry[] = [];
  for (const head of heads) {
    const header = isWithin(head, size) ? head : await findHeadAt(size, head, telemetry);
    if (header !== undefined) entries.push(toMapEntry(header));
  }
  return buildStreamMap(entries);
}

export function toMapEntry({
  vehicle,
  stream,
  sequence,
  headerHash,
}: Pick<HeaderEntry, 'vehicle' | 'stream' | 'sequence' | 'headerHash'>): StreamMapEntry {
  return { vehicle, stream, lastSequence: sequence, headerHash };
}

async function findHeadAt(
  size: number,
  { vehicle, stream }: StreamHead,
  telemetry: Telemetry,
): Promise<HeaderEntry | undefined> {
  let newest: HeaderEntry | undefined;
  let cursor: string | undefined;
  do {
    const page = await telemetry.headers({
      vehicle,
      stream,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    // Ascending by sequence, so the last that fits is the head of that time.
    newest = page.items.findLast((header) => !header.isFork && isWithin(header, size)) ?? newest;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return newest;
}

function isWithin({ leafIndex }: { leafIndex: number | undefined }, size: number): boolean {
  return leafIndex !== undefined && leafIndex < size;
}
