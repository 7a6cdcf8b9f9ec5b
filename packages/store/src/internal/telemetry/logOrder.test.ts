// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogOrder, type LogOrder } from './logOrder.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

let done: string[];
let isLogBroken: boolean;

function create(): LogOrder {
  done = [];
  isLogBroken = false;
  return createLogOrder({
    position: 0,
    async fillGap(from, to, onDone) {
      if (isLogBroken) throw new RangeError('broken');
      for (let position = from; position < to; position += 1) {
        done.push(`log ${position}`);
        onDone({ position, nextPosition: position + 1 }, position * 10);
      }
    },
    onGap() {},
  });
}

function take(order: LogOrder, position: number, work?: () => Promise<number>): Promise<number> {
  return order.take(
    { position, nextPosition: position + 1 },
    work ??
      (async () => {
        await Promise.resolve();
        done.push(String(position));
        return position * 10;
      }),
  );
}

test('whatever the order of the calls, records follow the log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), async (positions) => {
      const order = create();
      const answers = await Promise.all(positions.map((position) => take(order, position)));
      expect(answers).toEqual(positions.map((position) => position * 10));
      expect(done).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    }),
  );
});

test('a record that is late is read from the log, and its caller gets the answer', async () => {
  const order = create();
  const second = take(order, 1);
  await vi.advanceTimersByTimeAsync(999);
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await second).toBe(10);
  expect(await take(order, 0)).toBe(0);
  expect(done).toEqual(['log 0', '1']);
});

test('a record whose work failed is read from the log, too', async () => {
  const order = create();
  const failed = take(order, 0, () => Promise.reject(new RangeError('full')));
  const next = take(order, 1);
  await expect(failed).rejects.toThrow('full');
  await vi.advanceTimersByTimeAsync(1000);
  expect(await next).toBe(10);
  expect(done).toEqual(['log 0', '1']);
});

test('when the log cannot be read, whoever waits is told, and later records try again', async () => {
  const order = create();
  isLogBroken = true;
  const waiting = expect(take(order, 1)).rejects.toThrow('broken');
  await vi.advanceTimersByTimeAsync(1000);
  await waiting;
  isLogBroken = false;
  const third = take(order, 2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await third).toBe(20);
  expect(done).toEqual(['log 0', 'log 1', '2']);
});

test('settles when everything taken before is done', async () => {
  const order = create();
  const answers = [take(order, 2), take(order, 1), take(order, 0)];
  await order.settled();
  expect(done).toEqual(['0', '1', '2']);
  await Promise.all(answers);
});
