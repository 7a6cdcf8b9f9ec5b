// SPDX-License-Identifier: Apache-2.0
import type { Client } from '@datacar/sdk/client/Client';
import { createClient } from '@datacar/sdk/client/createClient';
import type { IssuedDeviceToken } from '../receipts/createDeviceTokens.ts';
import type { DeviceIdentity } from './DeviceIdentity.ts';

/** A client of the car's server that signs in as the device. */
export function createDeviceClient({ server }: DeviceIdentity, getToken: () => IssuedDeviceToken): Client {
  return createClient({ url: server, token: () => getToken().token });
}
