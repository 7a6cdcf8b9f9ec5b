// SPDX-License-Identifier: Apache-2.0
import type { LogOrigin } from './LogOrigin.ts';

/** `datacar/<chainId>/<recordLog address in lower case>/<logId>`: the name of a log and of its note key. */
export function formatLogOrigin({ chainId, recordLog, logId }: LogOrigin): string {
  return `datacar/${chainId}/${recordLog.toLowerCase()}/${logId}`;
}
