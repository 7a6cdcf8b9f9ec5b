// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '../encoding/equalBytes.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { Batch } from './Batch.ts';
import { hashColumns } from './hashColumns.ts';
import { merkleRoot } from './merkleRoot.ts';

/**
 * Hashes the readings of a batch and compares with its header's root.
 *
 * @throws DatacarError ROOT_MISMATCH
 */
export function checkBatchRoot({
  header,
  columns,
  secret,
}: Pick<Batch, 'header' | 'columns' | 'secret'>): void {
  if (!equalBytes(merkleRoot(hashColumns(columns, secret)), header.root)) {
    throw new DatacarError('ROOT_MISMATCH', 'The readings do not hash to the root that the header states');
  }
}
