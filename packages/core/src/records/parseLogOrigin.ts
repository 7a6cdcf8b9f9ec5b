// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '../errors/DatacarError.ts';
import type { LogOrigin } from './LogOrigin.ts';

const ORIGIN = /^datacar\/([1-9][0-9]*)\/(0x[0-9a-f]{40})\/(0|[1-9][0-9]*)$/;

/** @throws DatacarError CHECKPOINT_MALFORMED unless it is exactly what `formatLogOrigin` writes. */
export function parseLogOrigin(origin: string): LogOrigin {
  const [, chainId, recordLog, logId] = ORIGIN.exec(origin) ?? [];
  const parsed = { chainId: Number(chainId), recordLog: recordLog as `0x${string}`, logId: Number(logId) };
  if (!Number.isSafeInteger(parsed.chainId) || !Number.isSafeInteger(parsed.logId)) {
    throw new DatacarError(
      'CHECKPOINT_MALFORMED',
      'The origin is not datacar/<chainId>/<recordLog>/<logId>',
      {
        details: { origin },
      },
    );
  }
  return parsed;
}
