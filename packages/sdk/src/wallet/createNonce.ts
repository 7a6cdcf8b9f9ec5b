// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { createNonce as Route } from '@datacar/core/wallet/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export type CreateNonceReturnType = RouteResponse<typeof Route>;

/**
 * A nonce for one sign-in message (EIP-4361). `signInWithAccount` does the whole sign-in.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { createNonce } from '@datacar/sdk/wallet/createNonce';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const { nonce, domain, chainId } = await createNonce(client);
 */
export function createNonce(client: Client): Promise<CreateNonceReturnType> {
  return requestRoute<typeof Route>(client, 'createNonce', {});
}
