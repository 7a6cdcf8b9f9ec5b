// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_HEAD, hasStreamQueue, openStreamQueue } from './openStreamQueue.ts';
import type { SignedBatch, StreamQueue } from './StreamQueue.ts';

let folder: string;
const clock = () => 1_000;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datacar-queue-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (options: { queueBytesMax?: number; segmentBytes?: number } = {}) =>
  openStreamQueue({ folder, initialHead: EMPTY_HEAD, ...options }, { clock });

/** A batch that follows the queue's head; its bytes stand for a real wire batch, which the queue never looks into. */
function nextBatch(queue: StreamQueue, wireBytes = 20): SignedBatch {
  const { sequence, previousHash, toMs } = queue.head();
  const wire = new Uint8Array(wireBytes).fill(sequence);
  const headerHash = createHash('sha256').update(`${sequence}${previousHash}`).digest('hex');
  const header = Uint8Array.of(sequence % 256, 7);
  return {
    sequence,
    previousHash,
    headerHash,
    fromMs: toMs,
    toMs: toMs + 60_000,
    count: 3,
    nextByMs: 9,
    header,
    wire,
  };
}

const acknowledged = (sequence: number) => ({
  sequence,
  added: 3,
  duplicates: 1,
  conflicts: 0,
  receivedAtMs: 5,
  includeByMs: 50,
  acknowledgement: Uint8Array.of(1, 2, 3),
});

/** Everything that has to survive a restart. */
function snapshot(queue: StreamQueue) {
  const entries = [];
  for (let sequence = queue.firstSequence(); sequence < queue.head().sequence; sequence += 1) {
    const entry = queue.get(sequence);
    if (entry !== undefined) entries.push([sequence, entry.headerHash, entry.state, entry.includeByMs]);
  }
  return { head: queue.head(), totals: queue.totals(), counts: queue.counts(), entries };
}

describe('the queue of a stream', () => {
  test('opens as it was left', async () => {
    const queue = await open();
    for (let i = 0; i < 4; i += 1) await queue.append([nextBatch(queue)]);
    await queue.acknowledge(acknowledged(0));
    await queue.acknowledge(acknowledged(1));
    await queue.include([{ sequence: 0, logIndex: 17 }]);
    await queue.abandon(2, { code: 'ROOT_MISMATCH', message: 'no' });
    const before = snapshot(queue);
    await queue.close();

    const again = await openStreamQueue({ folder }, { clock });
    expect(snapshot(again)).toEqual(before);
    expect(again.totals()).toEqual({ batches: 2, added: 6, duplicates: 2, conflicts: 0, gaps: 1 });
    expect(again.counts()).toEqual({ waiting: 1, acknowledged: 1 });
    expect(await again.readWire(3)).toEqual(Buffer.alloc(20, 3));
    await again.close();
  });

  test('keeps the signed header of a gap, and links the next batch to it', async () => {
    const queue = await open();
    const refused = nextBatch(queue);
    await queue.append([refused]);
    await queue.abandon(0, { code: 'SIGNATURE_INVALID', message: 'no' });
    expect(queue.head().previousHash).toBe(refused.headerHash);
    const [line] = (await readFile(join(folder, 'gaps.jsonl'), 'utf8')).trim().split('\n');
    expect(JSON.parse(line ?? '')).toMatchObject({
      sequence: 0,
      headerHash: refused.headerHash,
      code: 'SIGNATURE_INVALID',
      header: Buffer.from(refused.header).toString('base64url'),
    });
    await queue.close();
  });

  test('never takes two batches of one sequence, nor one that does not link', async () => {
    const queue = await open();
    const first = nextBatch(queue);
    await queue.append([first]);
    await expect(queue.append([first])).rejects.toThrow('does not follow');
    await expect(queue.append([{ ...nextBatch(queue), previousHash: 'ff'.repeat(32) }])).rejects.toThrow();
    await expect(queue.append([{ ...nextBatch(queue), fromMs: 0 }])).rejects.toThrow();
    expect(queue.head().sequence).toBe(1);
    await queue.close();
  });

  test('counts an acknowledgement once, however often it comes, also after its batch is gone', async () => {
    const queue = await open({ segmentBytes: 1 });
    await queue.append([nextBatch(queue)]);
    await queue.append([nextBatch(queue)]);
    await Promise.all([queue.acknowledge(acknowledged(0)), queue.acknowledge(acknowledged(0))]);
    await queue.include([{ sequence: 0, logIndex: 0 }]);
    await queue.append([nextBatch(queue)]);
    const before = snapshot(queue);
    await queue.close();
    const again = await open();
    expect(snapshot(again)).toEqual(before);
    expect(again.totals().added).toBe(3);
    await again.close();
  });

  test('counts a batch once that the server lost and took again', async () => {
    const queue = await open();
    await queue.append([nextBatch(queue)]);
    await queue.acknowledge(acknowledged(0));
    queue.requeue(0);
    expect(queue.counts()).toEqual({ waiting: 1, acknowledged: 0 });
    await queue.acknowledge({ ...acknowledged(0), includeByMs: 99 });
    expect(queue.totals().batches).toBe(1);
    expect(queue.get(0)?.includeByMs).toBe(99);
    await queue.close();
  });

  test('lets segments go whose batches are all in the log', async () => {
    const queue = await open({ segmentBytes: 100 });
    for (let i = 0; i < 6; i += 1) await queue.append([nextBatch(queue)]);
    for (let i = 0; i < 6; i += 1) await queue.acknowledge(acknowledged(i));
    await queue.include([0, 1, 2, 3, 4, 5].map((sequence) => ({ sequence, logIndex: sequence })));
    expect((await readdir(folder)).filter((name) => name.endsWith('.dcq'))).toHaveLength(1);
    expect(queue.firstSequence()).toBe(6);
    await queue.close();
    const again = await openStreamQueue({ folder }, { clock });
    expect(again.head().sequence).toBe(6);
    expect(again.totals().batches).toBe(6);
    await again.close();
  });

  test('at its limit drops the oldest unsent batches, never silently', async () => {
    const queue = await open({ queueBytesMax: 4_000, segmentBytes: 1_000 });
    const dropped = [];
    for (let i = 0; i < 40; i += 1) dropped.push(...(await queue.append([nextBatch(queue, 200)])));
    expect(queue.bytesOnDisk()).toBeLessThan(6_000);
    expect(dropped.map(({ sequence }) => sequence)).toEqual(dropped.map((_, index) => index));
    expect(dropped.length + queue.counts().waiting).toBe(40);
    expect(queue.totals().gaps).toBe(dropped.length);
    expect((await readFile(join(folder, 'gaps.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(
      dropped.length,
    );
    await queue.close();
  });
});

describe('after a crash', () => {
  async function newestSegment(): Promise<string> {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.dcq')).sort();
    return join(folder, names.at(-1) ?? '');
  }

  test('a torn last write is cut, at whatever byte it ends', async () => {
    const queue = await open();
    await queue.append([nextBatch(queue)]);
    const whole = (await readFile(await newestSegment())).length;
    const before = snapshot(queue);
    await queue.append([nextBatch(queue)]);
    await queue.close();
    const full = await readFile(await newestSegment());
    for (let length = whole; length < full.length; length += 1) {
      await writeFile(await newestSegment(), full.subarray(0, length));
      const again = await open();
      expect(snapshot(again)).toEqual(before);
      expect(again.bytesCut).toBe(length - whole);
      await again.close();
    }
  });

  test('a last write of which only zeros reached the disk is cut', async () => {
    const queue = await open();
    await queue.append([nextBatch(queue)]);
    const before = snapshot(queue);
    await queue.close();
    await appendFile(await newestSegment(), Buffer.alloc(5_000));
    const again = await open();
    expect(snapshot(again)).toEqual(before);
    await again.append([nextBatch(again)]);
    await again.close();
    const third = await open();
    expect(third.head().sequence).toBe(2);
    await third.close();
  });

  test('any damaged bit before the last write is an error, never a shorter queue', async () => {
    const queue = await open();
    for (let i = 0; i < 3; i += 1) await queue.append([nextBatch(queue)]);
    await queue.close();
    const path = await newestSegment();
    const full = await readFile(path);
    const lastFrame = full.lastIndexOf('DCQ1');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: lastFrame - 1 }), fc.nat({ max: 7 }), async (byte, bit) => {
        const damaged = Buffer.from(full);
        damaged[byte] = (damaged[byte] ?? 0) ^ (1 << bit);
        await writeFile(path, damaged);
        await expect(open()).rejects.toMatchObject({ code: 'QUEUE_DAMAGED' });
      }),
      { numRuns: 200 },
    );
  });

  test('a queue whose making was interrupted is made anew; one without its head is not', async () => {
    const queue = await open();
    await queue.close();
    await truncate(await newestSegment(), 5);
    expect(await hasStreamQueue(folder)).toBe(false);
    const again = await open();
    await again.append([nextBatch(again)]);
    await again.close();
    expect(await hasStreamQueue(folder)).toBe(true);
    await truncate(await newestSegment(), 0);
    await expect(openStreamQueue({ folder }, { clock })).rejects.toMatchObject({ code: 'QUEUE_DAMAGED' });
  });
});

type Step =
  | { kind: 'append'; count: number; wireBytes: number }
  | { kind: 'acknowledge' | 'include' | 'abandon'; pick: number }
  | { kind: 'reopen' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('append' as const),
    count: fc.integer({ min: 1, max: 4 }),
    wireBytes: fc.nat(300),
  }),
  fc.record({
    kind: fc.constantFrom('acknowledge' as const, 'include' as const, 'abandon' as const),
    pick: fc.nat(),
  }),
  fc.constant<Step>({ kind: 'reopen' }),
);

test('property: whatever happens, a restart changes nothing and no batch is lost without evidence', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      await rm(folder, { recursive: true, force: true });
      const limits = { queueBytesMax: 3_000, segmentBytes: 600 };
      let queue = await open(limits);
      const gaps = new Set<number>();
      const included = new Set<number>();
      for (const action of steps) {
        const kept = [];
        for (let s = queue.firstSequence(); s < queue.head().sequence; s += 1) if (queue.get(s)) kept.push(s);
        const picked = 'pick' in action && kept.length > 0 ? kept[action.pick % kept.length] : undefined;
        if (action.kind === 'append') {
          for (let i = 0; i < action.count; i += 1)
            for (const gap of await queue.append([nextBatch(queue, action.wireBytes)]))
              gaps.add(gap.sequence);
        } else if (action.kind === 'reopen') {
          const before = snapshot(queue);
          await queue.close();
          queue = await open(limits);
          expect(snapshot(queue)).toEqual(before);
        } else if (picked !== undefined && action.kind === 'acknowledge') {
          await queue.acknowledge(acknowledged(picked));
        } else if (
          picked !== undefined &&
          action.kind === 'include' &&
          queue.get(picked)?.state === 'acknowledged'
        ) {
          await queue.include([{ sequence: picked, logIndex: 1 }]);
          included.add(picked);
        } else if (picked !== undefined && action.kind === 'abandon') {
          if ((await queue.abandon(picked, { code: 'X', message: 'x' })) !== undefined) gaps.add(picked);
        }
      }
      for (let sequence = 0; sequence < queue.head().sequence; sequence += 1) {
        const fates = [queue.get(sequence)?.state === 'waiting', gaps.has(sequence)].filter(Boolean).length;
        // Acknowledged batches are the server's; everything else is kept, or stands in the evidence, exactly once.
        expect(fates).toBeLessThanOrEqual(1);
      }
      expect(queue.totals().gaps).toBe(gaps.size);
      expect(queue.totals().batches + queue.totals().gaps + queue.counts().waiting).toBe(
        queue.head().sequence,
      );
      await queue.close();
    }),
    { numRuns: 60 },
  );
});
