// SPDX-License-Identifier: Apache-2.0
import { decodeBase64Url } from '../encoding/decodeBase64Url.ts';
import { DatacarError } from '../errors/DatacarError.ts';
import type { DeviceToken } from './DeviceToken.ts';
import { decodeCose1 } from './decodeCose1.ts';
import { deviceTokenCodec } from './deviceTokenCodec.ts';

/** A token of the widest fields has about 500 characters. */
const TOKEN_CHARACTERS_MAX = 1024;

export interface UnverifiedDeviceToken {
  token: DeviceToken;
  cose: Uint8Array;
}

/**
 * Reads a device token without checking it, to learn whose key to look up.
 *
 * @throws DatacarError DEVICE_TOKEN_MALFORMED
 */
export function decodeDeviceToken(text: string): UnverifiedDeviceToken {
  if (text.length > TOKEN_CHARACTERS_MAX) {
    throw new DatacarError('DEVICE_TOKEN_MALFORMED', 'The device token is too long');
  }
  let cose: Uint8Array;
  let payload: Uint8Array;
  try {
    cose = decodeBase64Url(text);
    payload = decodeCose1(cose).payload;
  } catch (cause) {
    throw new DatacarError('DEVICE_TOKEN_MALFORMED', 'The device token is no COSE_Sign1 in base64url', {
      cause,
    });
  }
  return { token: deviceTokenCodec.decode(payload), cose };
}
