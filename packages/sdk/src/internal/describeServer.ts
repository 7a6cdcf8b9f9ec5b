// SPDX-License-Identifier: Apache-2.0
import type { RouteResponse } from '@datacar/core/api/defineRoute';
import type { readServerDescription as Route } from '@datacar/core/consortium/routes';
import type { Client } from '../client/Client.ts';
import { readServerDescription } from '../consortium/readServerDescription.ts';

type Description = RouteResponse<typeof Route>;

const known = new WeakMap<Client, Promise<Description>>();

/** What the server says of its chain and contracts, asked once a client: only another server would say otherwise. */
export function describeServer(client: Client): Promise<Description> {
  const before = known.get(client);
  if (before !== undefined) return before;
  const asked = readServerDescription(client);
  known.set(client, asked);
  asked.catch(() => known.delete(client));
  return asked;
}
