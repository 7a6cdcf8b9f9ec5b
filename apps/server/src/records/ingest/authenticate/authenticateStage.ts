// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Batch } from '@datacar/core/records/Batch';
import { maySignAs } from '@datacar/core/records/maySignAs';
import { signatureDomains } from '@datacar/core/records/signatureDomains';
import { verifyCose1 } from '@datacar/core/records/verifyCose1';
import type { JobDeviceKey } from '../IngestJob.ts';

/**
 * Second stage: the header is signed by the device key that it names and that stands on the chain, and claims no
 * better source than the key has. Whether a replaced key may still sign it, the sequence stage decides.
 *
 * @throws DatacarError DEVICE_KEY_UNKNOWN, SIGNATURE_INVALID, SIGNATURE_HIGH_S, SOURCE_MISMATCH
 */
export function authenticateStage({ cose, header }: Batch, deviceKeys: readonly JobDeviceKey[]): void {
  const key = deviceKeys.find(({ keyIndex }) => keyIndex === header.keyIndex);
  if (key === undefined) {
    throw new DatacarError(
      'DEVICE_KEY_UNKNOWN',
      `The vehicle has no device key ${header.keyIndex} on the chain.`,
      {
        details: { keyIndex: header.keyIndex },
      },
    );
  }
  verifyCose1({ cose, domain: signatureDomains.batch, publicKey: key.publicKey });
  if (!maySignAs(key.source, header.source)) {
    throw new DatacarError(
      'SOURCE_MISMATCH',
      `A key that is ${key.source} cannot sign as ${header.source}.`,
      {
        details: { field: 'header.source' },
      },
    );
  }
}
