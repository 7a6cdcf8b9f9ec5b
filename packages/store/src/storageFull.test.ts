// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openDocument } from './documents/openDocument.ts';
import { openTestStore } from './internal/testing/openTestStore.ts';
import { numbers } from './internal/testing/smallServer.ts';
import type { BatchRecord } from './records/LogRecord.ts';
import { openBatchLog } from './records/openBatchLog.ts';

const SIZE_BYTES = 2 * 1024 * 1024;

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
    for (const name of ['batches', 'ballast', 'document.json', 'telemetry.duckdb', 'telemetry.duckdb.wal']) {
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
      await writeFile(join(root, 'ballast'), Buffer.alloc(1_200_000));
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

  test('the projection loses nothing and goes on when there is space', async () => {
    const store = await openTestStore({ path: join(root, 'telemetry.duckdb') });
    let sequence = 0;
    const ingest = () => {
      const times = Array.from({ length: 5000 }, (_, index) => (sequence * 5000 + index) * 1000);
      const values = times.map(Math.random);
      return store.ingest({ sequence: sequence++, columns: [numbers('Vehicle.Speed', times, values)] });
    };
    await writeFile(join(root, 'ballast'), Buffer.alloc(1_000_000));
    const fill = async () => {
      for (;;) {
        await ingest();
        await store.telemetry.flush();
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    await rm(join(root, 'ballast'));
    await ingest();
    expect((await store.telemetry.growth()).readings).toBe(sequence * 5000);
    await store.reopen(async () => {});
    expect((await store.telemetry.growth()).readings).toBe(sequence * 5000);
    await store.close();
  });

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

test('a file size limit counts as a full disk, too', () => {
  const directory = mkdtempSync(join(tmpdir(), 'file-limit-'));
  const writer = fileURLToPath(new URL('./internal/testing/fullDiskWriter.ts', import.meta.url));
  // Blocks of 512 or 1024 bytes, as the shell has it: 500 to 1000 kB.
  const command = `ulimit -f 1000; exec "$0" --import tsx "$1" "$2"`;
  const output = execFileSync('sh', ['-c', command, process.execPath, writer, directory], {
    encoding: 'utf8',
  });
  rmSync(directory, { recursive: true });
  const { refusedWith, acknowledged, readable, afterwards } = JSON.parse(output);
  expect(refusedWith).toBe('STORAGE_FULL');
  expect(acknowledged).toBeGreaterThan(0);
  expect(readable).toBe(acknowledged + afterwards);
  expect(afterwards).toBe(1);
});
