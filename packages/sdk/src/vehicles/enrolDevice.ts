// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { enrolDevice as Route } from '@datacar/core/vehicles/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface EnrolDeviceParameters {
  code: string;
  /** P-256 point, uncompressed, 65 bytes, base64url. */
  publicKey: string;
  /** COSE_Sign1 by that key, domain `datacar/enrol/1`, base64url. */
  signature: string;
  /** When a key is replaced: the last header that the old key signed in each stream. */
  lastHeads?: { stream: string; sequence: number; headerHash: string }[] | undefined;
}

export type EnrolDeviceReturnType = RouteResponse<typeof Route>;

/**
 * Registers an agent's device key with a one-time code. The signature proves that the agent holds the key.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { enrolDevice } from '@datacar/sdk/vehicles/enrolDevice';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { vehicle, certificate } = await enrolDevice(client, { code, publicKey, signature });
 */
export function enrolDevice(
  client: Client,
  parameters: EnrolDeviceParameters,
): Promise<EnrolDeviceReturnType> {
  return requestRoute<typeof Route>(client, 'enrolDevice', { body: parameters });
}
