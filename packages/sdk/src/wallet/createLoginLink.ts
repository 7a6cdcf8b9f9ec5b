// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { createLoginLink as Route } from '@datacar/core/wallet/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type CreateLoginLinkReturnType = RouteResponse<typeof Route>;

/**
 * A new one-time link that signs a browser in as the operator (operator only).
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { createLoginLink } from '@datacar/sdk/wallet/createLoginLink';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', account });
 * const { url } = await createLoginLink(client);
 */
export function createLoginLink(client: Client): Promise<CreateLoginLinkReturnType> {
  return requestRoute<typeof Route>(client, 'createLoginLink', {});
}
