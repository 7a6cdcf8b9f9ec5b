// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import type { HomePaths } from '../home/HomePaths.ts';

export interface ServerFile {
  url: string;
  pid: number;
  version: string;
}

/** What the server that runs on a home wrote of itself; undefined when none does. */
export async function readServerFile({ serverFile }: HomePaths): Promise<ServerFile | undefined> {
  try {
    return JSON.parse(await readFile(serverFile, 'utf8')) as ServerFile;
  } catch {
    return undefined;
  }
}
