// SPDX-License-Identifier: Apache-2.0
import { compareBytes } from '@datacar/core/encoding/compareBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { HeadersQuery, StoredHeader, Telemetry } from '@datacar/store/telemetry/Telemetry';

const PAGE = 1_000;
/** Three months of a car that never rests; a longer period is proved in parts. */
export const HEADERS_MAX = 130_000;

/** All headers of a query, page by page. @throws DatacarError QUERY_TOO_LARGE */
export async function collectHeaders(
  query: HeadersQuery,
  { telemetry }: { telemetry: Telemetry },
): Promise<StoredHeader[]> {
  const headers: StoredHeader[] = [];
  let cursor: string | undefined;
  do {
    const page = await telemetry.headers({
      ...query,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    headers.push(...page.items);
    if (headers.length > HEADERS_MAX) {
      throw new DatacarError(
        'QUERY_TOO_LARGE',
        `The period has more than ${HEADERS_MAX} batches; ask for a shorter one.`,
      );
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return headers;
}

/** As proofs have them: ascending by sequence, those of a fork by their hash. */
export function sortHeaders(headers: readonly StoredHeader[]): StoredHeader[] {
  return [...headers].sort(
    (left, right) => left.sequence - right.sequence || compareBytes(left.headerHash, right.headerHash),
  );
}
