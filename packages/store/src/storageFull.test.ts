// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openDocument } from './documents/openDocument.ts';
import type { BatchRecord } from './records/LogRecord.ts';
import { openBatchLog } from './records/openBatchLog.ts';

const SIZE_BYTES = 1024 * 1024;

/** A file system of its own that is soon full; only root may mount one. */
function mountSmallDisk(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_BYTES}`, 'tmpfs', directory], {
      stdio: 'ignore',
    });
    return directory;
  } catch {
    rmSync(directory, { recursive: true });
    return undefined;
  }
}

const disk = mountSmallDisk();

function batch(bytes: number): BatchRecord {
  return {
    type: 'batch',
    vehicle: 1,
    ownerEpoch: 0,
    headerHash: randomBytes(32),
    receivedAtMs: 0,
    isFork: false,
    header: randomBytes(100),
    keyId: randomBytes(16),
    body: randomBytes(bytes),
  };
}

describe.skipIf(disk === undefined)('on a full disk (needs the right to mount a tmpfs)', () => {
  const root = disk ?? '';
  afterEach(async () => {
    for (const name of ['batches', 'ballast', 'document.json']) {
      await rm(join(root, name), { recursive: true, force: true });
    }
  });
  afterAll(() => {
    execFileSync('umount', [root]);
    rmSync(root, { recursive: true });
  });

  test.each([10_000, 300_000])(
    'the batch log refuses, keeps what it acknowledged, and goes on when there is space (records of %d bytes)',
    async (bytes) => {
      const directory = join(root, 'batches');
      await writeFile(join(root, 'ballast'), Buffer.alloc(200_000));
      let log = await openBatchLog({ directory, maxSegmentBytes: 250_000 });
      let acknowledged = 0;
      let refused: unknown;
      while (refused === undefined) {
        const results = await Promise.allSettled(
          [1, 2, 3].map(() => log.append(batch(bytes), { isLeaf: true })),
        );
        for (const result of results) {
          if (result.status === 'fulfilled') expect(result.value.leafIndex).toBe(acknowledged++);
          else refused = result.reason;
        }
      }
      expect(refused).toMatchObject({ code: 'STORAGE_FULL' });
      expect((await log.verify()).records).toBe(acknowledged);
      expect(log.leafCount).toBe(acknowledged);

      await rm(join(root, 'ballast'));
      const next = await log.append(batch(1000), { isLeaf: true });
      expect(next.leafIndex).toBe(acknowledged);
      expect((await log.verify()).records).toBe(acknowledged + 1);
      await log.close();
      log = await openBatchLog({ directory });
      expect((await log.verify()).records).toBe(acknowledged + 1);
      await log.close();
    },
  );

  test('a document keeps its old content', async () => {
    const path = join(root, 'document.json');
    const open = () =>
      openDocument<{ text: string }>({ path, initial: { text: '' }, validate: (value) => value as never });
    const document = await open();
    await document.update(() => ({ text: 'before' }));
    const tooLarge = document.update(() => ({ text: 'x'.repeat(2 * SIZE_BYTES) }));
    await expect(tooLarge).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect(document.value).toEqual({ text: 'before' });
    expect((await open()).value).toEqual({ text: 'before' });
    await document.update(() => ({ text: 'after' }));
    expect((await open()).value).toEqual({ text: 'after' });
  });
});
