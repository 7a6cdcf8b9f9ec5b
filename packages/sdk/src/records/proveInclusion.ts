// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { proveInclusion as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestRoute } from '../internal/requestRoute.ts';

export interface ProveInclusionParameters {
  /** Hash of the batch's header, 0x-hex. */
  headerHash: string;
}

export type ProveInclusionReturnType = RouteResponse<typeof Route>;

/**
 * That a batch is in the log: its path to the newest anchored checkpoint that has it, else to the newest one.
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { proveInclusion } from '@datacar/sdk/records/proveInclusion';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080', token: process.env.DATACAR_TOKEN });
 * const { logIndex, anchor } = await proveInclusion(client, { headerHash });
 */
export function proveInclusion(
  client: Client,
  parameters: ProveInclusionParameters,
): Promise<ProveInclusionReturnType> {
  return requestRoute<typeof Route>(client, 'proveInclusion', {
    params: { headerHash: parameters.headerHash },
  });
}
