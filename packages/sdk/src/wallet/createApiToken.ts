// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { createApiToken as Route } from '@datacar/core/wallet/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface CreateApiTokenParameters {
  name: string;
  /** What the program may do. */
  scopes: ('vehicles:read' | 'vehicles:write' | 'records:read' | 'records:write')[];
  /** 1 to 366; 90 by default. */
  expiresInDays?: number | undefined;
}

export type CreateApiTokenReturnType = RouteResponse<typeof Route>;

/**
 * Makes a token for a program. The secret is in this answer only; the server keeps its hash.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { createApiToken } from '@datacar/sdk/wallet/createApiToken';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { token } = await createApiToken(client, { name: 'dashboard', scopes: ['records:read'] });
 */
export function createApiToken(
  client: Client,
  parameters: CreateApiTokenParameters,
): Promise<CreateApiTokenReturnType> {
  return requestRoute<typeof Route>(client, 'createApiToken', { body: parameters });
}
