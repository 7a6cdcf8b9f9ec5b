// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Batch } from '@datacar/core/records/Batch';
import type { DataKey } from '@datacar/store/records/DataKeys';
import { sealBody } from '@datacar/store/records/sealBody';
import { bodyOfBatch } from './batchBody.ts';

/**
 * Compresses and encrypts the readings under the key of the car and its ownership epoch.
 * @throws DatacarError OWNER_EPOCH_UNKNOWN
 */
export function sealStage(
  wire: Uint8Array,
  { batch, dataKeys }: { batch: Batch; dataKeys: readonly DataKey[] },
): { keyId: Uint8Array; body: Uint8Array } {
  const { cose, header, headerHash } = batch;
  const key = dataKeys.find(({ ownerEpoch }) => ownerEpoch === header.ownerEpoch);
  if (key === undefined) {
    throw new DatacarError(
      'OWNER_EPOCH_UNKNOWN',
      `The chain knows no ownership epoch ${header.ownerEpoch} of the vehicle.`,
      {
        details: { field: 'header.ownerEpoch' },
      },
    );
  }
  // Out of Node's shared pool, so that it can change hands without being copied with its neighbours.
  return { keyId: key.keyId, body: Uint8Array.from(sealBody(bodyOfBatch(wire, cose), { key, headerHash })) };
}
