// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeHex } from '@datacar/core/encoding/decodeHex';
import { equalBytes } from '@datacar/core/encoding/equalBytes';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import type { Checkpoint } from '@datacar/core/records/Checkpoint';
import { verifyCheckpoint } from '@datacar/core/records/verifyCheckpoint';
import { verifyConsistency } from '@datacar/core/records/verifyConsistency';
import type { Client } from '@datacar/sdk/client/Client';
import { proveConsistency } from '@datacar/sdk/records/proveConsistency';
import type { Device } from '../folder/Device.ts';
import { writeFileDurably } from '../folder/writeFileDurably.ts';

/** Checkpoints that were found good; a server shows few different ones. */
const REMEMBERED_MAX = 64;
const FILE_NAME = 'checkpoint.txt';

/**
 * Watches one log over time: every checkpoint that the server shows must be signed with the pinned key and be
 * consistent with the newest one that this car has ever seen, which it keeps in its folder.
 */
export interface LogMonitor {
  /** @throws DatacarError INCLUSION_INVALID, LOG_FORKED */
  accept(checkpointText: string): Promise<Checkpoint>;
}

export async function openLogMonitor(
  { folder, identity }: Device,
  { client }: { client: Client },
): Promise<LogMonitor> {
  const path = join(folder, FILE_NAME);
  const open = (text: string): Checkpoint => openCheckpoint(text, identity);
  /** Read each time: an import and the live agent of one car share the file. */
  const readNewest = async (): Promise<Checkpoint | undefined> => {
    const saved = await readFile(path, 'utf8').catch(() => undefined);
    return saved === undefined ? undefined : open(saved);
  };
  const known = new Map<string, Promise<Checkpoint>>();

  const check = async (text: string): Promise<Checkpoint> => {
    const shown = open(text);
    const newest = await readNewest();
    if (newest !== undefined) await requireConsistency(newest, shown, client);
    if (newest === undefined || shown.size > newest.size) await writeFileDurably(path, text);
    return shown;
  };
  // One after the other, so that the newest only ever grows.
  let last: Promise<unknown> = Promise.resolve();

  return {
    accept: (text) => {
      const before = known.get(text);
      if (before !== undefined) return before;
      const checked = last.then(() => check(text));
      last = checked.catch(() => known.delete(text));
      known.set(text, checked);
      const [oldest] = known.keys();
      if (known.size > REMEMBERED_MAX && oldest !== undefined) known.delete(oldest);
      return checked;
    },
  };
}

function openCheckpoint(text: string, { log, noteKey }: Device['identity']): Checkpoint {
  try {
    return verifyCheckpoint({ note: text, origin: log, noteKey });
  } catch (cause) {
    throw new DatacarError(
      'INCLUSION_INVALID',
      'The checkpoint is not signed by the key that was pinned at enrolment.',
      {
        cause,
      },
    );
  }
}

async function requireConsistency(a: Checkpoint, b: Checkpoint, client: Client): Promise<void> {
  const [from, to] = a.size <= b.size ? [a, b] : [b, a];
  const path =
    from.size === to.size || from.size === 0
      ? []
      : (await proveConsistency(client, { from: from.size, to: to.size })).proof.map((hash) =>
          decodeHex(hash, 32),
        );
  const isConsistent = verifyConsistency({
    fromSize: from.size,
    fromRoot: from.root,
    toSize: to.size,
    toRoot: to.root,
    path,
  });
  if (isConsistent && (from.size !== to.size || equalBytes(from.mapRoot, to.mapRoot))) return;
  throw new DatacarError(
    'LOG_FORKED',
    `The server has shown this car two logs, of ${from.size} and of ${to.size} entries, that cannot both be true. The car keeps its batches; ask the operator, and keep checkpoint.txt as evidence.`,
    { details: { fromSize: from.size, toSize: to.size } },
  );
}
