// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { revokeApiToken as Route } from '@datacar/core/wallet/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface RevokeApiTokenParameters {
  /** `id` as in `listApiTokens`, not the secret. */
  token: string;
}

export type RevokeApiTokenReturnType = RouteResponse<typeof Route>;

/**
 * Ends an API token at once.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { revokeApiToken } from '@datacar/sdk/wallet/revokeApiToken';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * await revokeApiToken(client, { token: 'k3v9' });
 */
export function revokeApiToken(
  client: Client,
  parameters: RevokeApiTokenParameters,
): Promise<RevokeApiTokenReturnType> {
  return requestRoute<typeof Route>(client, 'revokeApiToken', { params: { tokenId: parameters.token } });
}
