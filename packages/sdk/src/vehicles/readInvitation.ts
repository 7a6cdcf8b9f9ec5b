// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readInvitation as Route } from '@datacar/core/vehicles/peopleRoutes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ReadInvitationParameters {
  code: string;
}

export type ReadInvitationReturnType = RouteResponse<typeof Route>;

/**
 * What an invitation is to. Nothing is used up.
 *
 * @example
 * import { createPageClient } from '@datacar/sdk/client/createPageClient';
 * import { readInvitation } from '@datacar/sdk/vehicles/readInvitation';
 *
 * const client = createPageClient();
 * const { model, role } = await readInvitation(client, { code: 'ABCD-EFGH-JKMN-PQRS' });
 */
export function readInvitation(
  client: Client,
  parameters: ReadInvitationParameters,
): Promise<ReadInvitationReturnType> {
  return requestRoute<typeof Route>(client, 'readInvitation', { body: parameters }, { isIdempotent: true });
}
