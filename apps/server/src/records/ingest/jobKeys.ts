// SPDX-License-Identifier: Apache-2.0
import type { IndexedDeviceKey } from '@datacar/store/chain/ChainIndex';
import type { DataKey } from '@datacar/store/records/DataKeys';
import type { JobDeviceKey } from './IngestJob.ts';

const deviceKeys = new WeakMap<IndexedDeviceKey, JobDeviceKey>();
const dataKeys = new WeakMap<DataKey, DataKey>();

/** What a worker needs of a device key, made once. A view into a larger buffer would drag all of it across. */
export function toJobDeviceKey(key: IndexedDeviceKey): JobDeviceKey {
  const known = deviceKeys.get(key);
  if (known !== undefined) return known;
  const { keyIndex, publicKey, source } = key;
  const made = { keyIndex, publicKey: Uint8Array.from(publicKey), source };
  deviceKeys.set(key, made);
  return made;
}

/** What a worker needs of a data key, made once. */
export function toJobDataKey(key: DataKey): DataKey {
  const known = dataKeys.get(key);
  if (known !== undefined) return known;
  const { keyId, vehicle, ownerEpoch, secret } = key;
  const made = { keyId: Uint8Array.from(keyId), vehicle, ownerEpoch, secret: Uint8Array.from(secret) };
  dataKeys.set(key, made);
  return made;
}
