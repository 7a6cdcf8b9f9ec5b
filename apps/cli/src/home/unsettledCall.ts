// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import type { SignedCall } from '@datacar/sdk/consortium/sendCall';
import { makeFolder } from './makeFolder.ts';
import { writeNewFile } from './writeNewFile.ts';

/** What was signed in this home and has no known outcome, so that repeating a command never signs a second time. */
export interface UnsettledCall {
  /** What an earlier command signed for the same account and call. */
  read(): Promise<SignedCall['rawTransaction'] | undefined>;
  /** Durable before it returns. */
  keep(signed: SignedCall): Promise<void>;
  forget(): Promise<void>;
}

/** Where a home remembers one call of one account on one server. */
export function openUnsettledCall(
  home: string,
  { to, data, value, from, url }: Omit<ContractCall, 'sentence'> & { from: string; url: string },
): UnsettledCall {
  const folder = join(home, 'wallet', 'unsettled');
  const key = [url, from, to, data, value].join('|').toLowerCase();
  const path = join(folder, `${createHash('sha256').update(key).digest('hex')}.json`);
  const forget = () => rm(path, { force: true });
  return {
    forget,
    read: async () => {
      try {
        return (JSON.parse(await readFile(path, 'utf8')) as SignedCall).rawTransaction;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    keep: async (signed) => {
      await makeFolder(folder);
      // Only a signature whose nonce another transaction took is replaced by a new one.
      await forget();
      await writeNewFile(path, `${JSON.stringify(signed)}\n`);
    },
  };
}
