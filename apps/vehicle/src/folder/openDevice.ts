// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Device } from './Device.ts';
import { readIdentity } from './DeviceIdentity.ts';
import { openDeviceKey } from './deviceKey.ts';
import { readSealingKey, type SealingKeyParameters } from './sealingKey.ts';

/**
 * Opens an enrolled car's folder.
 *
 * @throws DatacarError NOT_ENROLLED, SEAL_INVALID, CONFIG_INVALID
 */
export async function openDevice(
  parameters: SealingKeyParameters,
  dependencies: { environment: Readonly<Record<string, string | undefined>> },
): Promise<Device> {
  const folder = resolve(parameters.folder);
  const identity = await readIdentity(folder);
  if (identity === undefined) {
    throw new DatacarError(
      'NOT_ENROLLED',
      `No car is enrolled in ${folder}. Run \`datacar-vehicle enrol\` with a code of \`datacar vehicle register\`.`,
      { details: { folder } },
    );
  }
  const sealedWith = await readSealingKey({ ...parameters, folder }, dependencies);
  const privateKey = await openDeviceKey(folder, { publicKey: identity.publicKey, sealedWith });
  return { folder, identity, privateKey };
}
