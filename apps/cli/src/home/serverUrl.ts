// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { CommandContext } from '../command/CommandContext.ts';

/** What a running server writes into its home. */
export interface ServerFile {
  url: string;
  rpcUrl?: string;
  mqttUrl?: string | null;
  pid: number;
  startedAt: string;
  version: string;
}

/** What the server that runs on a home says of itself, or undefined when none runs. */
export async function readServerFile(home: string): Promise<ServerFile | undefined> {
  try {
    return JSON.parse(await readFile(join(home, 'server.json'), 'utf8')) as ServerFile;
  } catch {
    // Not there, or just being written: as good as none.
    return undefined;
  }
}

/**
 * Where the server is: --server, or the one that runs on the home.
 * @throws DatacarError SERVER_UNREACHABLE
 */
export async function serverUrl({
  home,
  serverUrl: given,
}: Pick<CommandContext, 'home' | 'serverUrl'>): Promise<string> {
  if (given !== undefined) return given;
  const server = await readServerFile(home);
  if (server !== undefined) return server.url;
  throw new DatacarError(
    'SERVER_UNREACHABLE',
    `No server runs on ${home}. Start one with \`datacar start\`, point at its home with --home DIR, or at another server with --server URL.`,
    { details: { home } },
  );
}
