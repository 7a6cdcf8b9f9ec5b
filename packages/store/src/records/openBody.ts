// SPDX-License-Identifier: Apache-2.0

import type { DataKeys } from './DataKeys.ts';
import type { BatchRecord } from './LogRecord.ts';

/**
 * The bytes that `sealBody` sealed, or undefined when their key was destroyed.
 *
 * @throws DatacarError `STORAGE_DAMAGED` when they do not open with their key.
 */
export function openBody(
  _record: Pick<BatchRecord, 'body' | 'keyId' | 'headerHash'>,
  _keys: Pick<DataKeys, 'find'>,
): Uint8Array | undefined {
  throw new Error('being built');
}
