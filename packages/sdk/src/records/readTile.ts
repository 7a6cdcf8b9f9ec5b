// SPDX-License-Identifier: Apache-2.0
import type { readTile as Route } from '@datacar/core/records/routes';
import type { Client } from '../client/Client.ts';
import { requestBytes } from '../internal/requestRoute.ts';

export interface ReadTileParameters {
  /** `<L>/<N>[.p/<W>]` or `entries/<N>[.p/<W>]`. */
  tile: string;
}

export type ReadTileReturnType = Uint8Array;

/**
 * A tile of the log (C2SP tlog-tiles).
 *
 * @example
 * import { createClient } from '@datacar/sdk/client/createClient';
 * import { readTile } from '@datacar/sdk/records/readTile';
 *
 * const client = createClient({ url: 'http://127.0.0.1:8080' });
 * const hashes = await readTile(client, { tile: '0/000' });
 */
export function readTile(client: Client, parameters: ReadTileParameters): Promise<ReadTileReturnType> {
  return requestBytes<typeof Route>(client, 'readTile', { params: { '*': parameters.tile } });
}
