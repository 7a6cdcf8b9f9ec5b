// SPDX-License-Identifier: Apache-2.0
import { MAX_DEVICE_TOKEN_MS } from '@datacar/core/records/DeviceToken';
import { signDeviceToken } from '@datacar/core/records/signDeviceToken';
import type { Device } from '../folder/Device.ts';

/** Renewed well before it ends, so that a request on its way is still in time. */
const RENEW_BEFORE_MS = MAX_DEVICE_TOKEN_MS / 6;

export interface IssuedDeviceToken {
  token: string;
  /** When a connection that lives by it has to be opened anew. */
  renewAtMs: number;
}

/** Signs the car's passwords: each for this server only and for an hour, reused until ten minutes before its end. */
export function createDeviceTokens(
  { identity, privateKey }: Device,
  { clock }: { clock: () => number },
): () => IssuedDeviceToken {
  let issued: IssuedDeviceToken | undefined;
  return () => {
    const issuedAtMs = clock();
    if (issued === undefined || issuedAtMs >= issued.renewAtMs) {
      const { chainId, genesisHash, registry, vehicle, keyIndex, log } = identity;
      const expiresAtMs = issuedAtMs + MAX_DEVICE_TOKEN_MS;
      const token = signDeviceToken(
        { version: 1, chainId, genesisHash, registry, vehicle, keyIndex, log, issuedAtMs, expiresAtMs },
        privateKey,
      );
      issued = { token, renewAtMs: expiresAtMs - RENEW_BEFORE_MS };
    }
    return issued;
  };
}
