// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from '@datacar/core/encoding/equalBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { BatchHeader } from '@datacar/core/records/BatchHeader';
import type { IngestScope } from '../IngestJob.ts';

/**
 * A batch counts only where it was signed for.
 * @throws DatacarError CHAIN_MISMATCH, FORBIDDEN (another car's batch)
 */
export function checkScope(
  header: BatchHeader,
  { chainId, genesisHash, registry, vehicle }: IngestScope & { vehicle: number },
): void {
  const isOurs =
    header.chainId === chainId &&
    equalBytes(header.genesisHash, genesisHash) &&
    equalBytes(header.registry, registry);
  if (!isOurs) {
    throw new DatacarError('CHAIN_MISMATCH', 'The batch was signed for another chain or another registry.', {
      details: { field: 'header.chainId', chainId: header.chainId },
    });
  }
  if (header.vehicle !== vehicle) {
    throw new DatacarError(
      'FORBIDDEN',
      `The batch is vehicle ${header.vehicle}'s, but vehicle ${vehicle} sent it.`,
      {
        details: { field: 'header.vehicle' },
      },
    );
  }
}
