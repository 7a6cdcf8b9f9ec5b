// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { SourceChunk } from './Source.ts';
import { type SimulatedSourceDependencies, simulatedSource } from './simulatedSource.ts';

const startMs = Date.UTC(2026, 4, 1, 8);

/** A clock that moves when somebody sleeps. */
function testClock(): SimulatedSourceDependencies & { advance(ms: number): void } {
  let timeMs = startMs;
  return {
    now: () => timeMs,
    sleep: async (ms) => {
      timeMs += ms;
    },
    advance(ms) {
      timeMs += ms;
    },
  };
}

test('gives a second a second, at its own time', async () => {
  const clock = testClock();
  const source = simulatedSource({ seed: 1 }, clock);
  expect(source.kind).toBe('simulated');
  const controller = new AbortController();
  const times: number[] = [];
  for await (const { readings } of source.read({ signal: controller.signal })) {
    times.push(...new Set(readings.map(({ timeMs }) => timeMs)));
    expect(clock.now()).toBe(times.at(-1));
    if (times.length === 100) controller.abort();
  }
  expect(times).toEqual(Array.from({ length: 100 }, (_, second) => startMs + second * 1_000));
});

test('runs faster when asked to, and ends', async () => {
  const clock = testClock();
  const endMs = startMs + 3_600_000;
  let last: SourceChunk | undefined;
  for await (const chunk of simulatedSource({ seed: 1, startMs, endMs, speedup: 60 }, clock).read())
    last = chunk;
  expect(last?.readings.at(-1)?.timeMs).toBeGreaterThan(endMs - 60_000);
  expect(clock.now() - startMs).toBe(60_000);
});

test('runs as fast as it is read', async () => {
  const clock = testClock();
  const endMs = startMs + 600_000;
  let seconds = 0;
  for await (const { rowsRead } of simulatedSource(
    { seed: 1, startMs, endMs, speedup: Infinity },
    clock,
  ).read()) {
    seconds += rowsRead;
    clock.advance(1_000_000);
  }
  expect(seconds).toBeGreaterThan(300);
});

test('leaves out what it slept through, and goes on where the car was', async () => {
  const clock = testClock();
  const source = simulatedSource({ seed: 1 }, clock);
  const times: number[] = [];
  const odometers: number[] = [];
  for await (const { readings } of source.read()) {
    times.push(readings[0]?.timeMs ?? 0);
    odometers.push(source.car()?.odometerM ?? 0);
    if (times.length === 50) clock.advance(3_600_000);
    if (times.length === 60) break;
  }
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(steps.filter((step) => step !== 1_000)).toHaveLength(1);
  expect(Math.max(...steps)).toBeGreaterThan(3_500_000);
  expect(Math.max(...odometers.slice(1).map((value, index) => value - (odometers[index] ?? 0)))).toBeLessThan(
    40,
  );
});

test('resumes a car', async () => {
  const first = simulatedSource({ seed: 1, startMs, endMs: startMs + 60_000, speedup: Infinity });
  for await (const _ of first.read());
  const car = first.car();
  const second = simulatedSource({
    seed: 9,
    startMs: startMs + 90_000,
    endMs: startMs + 90_000,
    car,
    speedup: Infinity,
  });
  for await (const { readings } of second.read()) {
    expect(readings.find(({ path }) => path === 'Vehicle.TraveledDistance')?.value).toBe(
      Math.round(car?.odometerM ?? 0),
    );
  }
  expect(second.car()?.timeMs).toBe(startMs + 90_000);
});

test('ends while it waits, with the real clock', async () => {
  const source = simulatedSource({ seed: 1, startMs: Date.now() });
  const controller = new AbortController();
  let chunks = 0;
  for await (const _ of source.read({ signal: controller.signal })) {
    chunks += 1;
    setTimeout(() => controller.abort(), 5);
  }
  expect(chunks).toBe(1);
});
