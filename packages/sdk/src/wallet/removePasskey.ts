// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { removePasskey as Route } from '@datacar/core/wallet/passkeyRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface RemovePasskeyParameters {
  /** `id` as in `listPasskeys`. */
  passkey: string;
}

export type RemovePasskeyReturnType = RouteResponse<typeof Route>;

/**
 * Forgets a passkey. It signs nobody in any more, and what it signed in is signed out.
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { removePasskey } from '@datacar/sdk/wallet/removePasskey';
 *
 * const client = createPageClient();
 * await removePasskey(client, { passkey: 'k3v9' });
 */
export function removePasskey(
  client: Client,
  parameters: RemovePasskeyParameters,
): Promise<RemovePasskeyReturnType> {
  return requestRoute<typeof Route>(client, 'removePasskey', { params: { passkey: parameters.passkey } });
}
