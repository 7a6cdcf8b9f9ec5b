// SPDX-License-Identifier: Apache-2.0
import { encodeBase64Url } from '../encoding/encodeBase64Url.ts';
import type { DeviceToken } from './DeviceToken.ts';
import { deviceTokenCodec } from './deviceTokenCodec.ts';
import { signatureDomains } from './signatureDomains.ts';
import { signCose1 } from './signCose1.ts';

/** The password (MQTT) or bearer token (HTTP) of an agent, signed with its device key (32 bytes). */
export function signDeviceToken(token: DeviceToken, privateKey: Uint8Array): string {
  const payload = deviceTokenCodec.encode(token);
  return encodeBase64Url(signCose1({ domain: signatureDomains.device, payload, privateKey }));
}
