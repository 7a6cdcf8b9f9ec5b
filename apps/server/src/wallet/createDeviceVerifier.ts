// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { decodeDeviceToken } from '@datacar/core/records/decodeDeviceToken';
import { type VerifyDeviceTokenOptions, verifyDeviceToken } from '@datacar/core/records/verifyDeviceToken';
import type { ChainIndex } from '@datacar/store/chain/ChainIndex';

/** Tokens that were good are remembered until they expire: checking a signature costs 0.1 ms. */
const REMEMBERED_MAX = 10_000;

export interface VerifiedDevice {
  vehicle: number;
  keyIndex: number;
  expiresAtMs: number;
}

/**
 * Checks what cars sign in with. Only the newest device key of a vehicle may.
 * The function throws a DatacarError when the token is not good.
 */
export function createDeviceVerifier(
  { expected }: { expected: VerifyDeviceTokenOptions['expected'] },
  { chainIndex, clock }: { chainIndex: ChainIndex; clock: () => number },
): (token: string) => VerifiedDevice {
  const remembered = new Map<string, VerifiedDevice>();

  return (text) => {
    const known = remembered.get(text);
    const device = known ?? verify(text);
    const newest = chainIndex.deviceKeys(device.vehicle).at(-1)?.keyIndex;
    if (newest !== device.keyIndex) {
      throw new DatacarError(
        'KEY_ROTATED',
        `Device key ${device.keyIndex} of vehicle ${device.vehicle} was replaced.`,
      );
    }
    if (device.expiresAtMs <= clock()) {
      remembered.delete(text);
      throw new DatacarError('DEVICE_TOKEN_EXPIRED', 'The device token has expired; sign a new one.');
    }
    if (known === undefined) remember(text, device);
    return device;
  };

  function verify(text: string): VerifiedDevice {
    const { token } = decodeDeviceToken(text);
    const key = chainIndex.deviceKey(token.vehicle, token.keyIndex);
    if (key === undefined) {
      throw new DatacarError(
        'DEVICE_KEY_UNKNOWN',
        `Vehicle ${token.vehicle} has no device key ${token.keyIndex}.`,
      );
    }
    const { vehicle, keyIndex, expiresAtMs } = verifyDeviceToken({
      text,
      publicKey: key.publicKey,
      nowMs: clock(),
      expected,
    });
    return { vehicle, keyIndex, expiresAtMs };
  }

  function remember(text: string, device: VerifiedDevice): void {
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
    remembered.set(text, device);
  }
}
