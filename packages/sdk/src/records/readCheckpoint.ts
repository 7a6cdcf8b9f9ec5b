// SPDX-License-Identifier: Apache-2.0
import type { readCheckpoint as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestBytes } from '../internal/requestRoute.ts';

export type ReadCheckpointReturnType = Uint8Array;

/**
 * The newest checkpoint of the log, a C2SP signed note (UTF-8).
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readCheckpoint } from '@datacar/sdk/records/readCheckpoint';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * process.stdout.write(await readCheckpoint(client));
 */
export function readCheckpoint(client: Client): Promise<ReadCheckpointReturnType> {
  return requestBytes<typeof Route>(client, 'readCheckpoint', {});
}
