// SPDX-License-Identifier: Apache-2.0
import type { Page } from 'playwright-core';

export interface Frames {
  /** Frames that the page began, a second; at most as many as the screen shows. */
  perSecond: number;
  /** Time between two frames that 95 of 100 stay below. */
  p95Ms: number;
  longestMs: number;
  /** Frames that the compositor drew, a second: those in which something changed. */
  drawnPerSecond: number;
  /** What a drawn frame took of the page's main thread. */
  mainMsPerFrame: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
}

const CATEGORIES = [
  'blink.user_timing',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
];
const START = 'datacar.frames.start';
const END = 'datacar.frames.end';

/** Counts the frames of the page while something is done to it, by its clock of frames and by the browser's timeline. */
export async function measureFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('Frames are measured in a browser that this process started.');
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.evaluate((start) => {
    const run = { times: [] as number[], isCounting: true };
    (globalThis as unknown as { frames: typeof run }).frames = run;
    const count = (timeMs: number): void => {
      run.times.push(timeMs);
      if (run.isCounting) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    performance.mark(start);
  }, START);
  await act();
  const times = await page.evaluate((end) => {
    performance.mark(end);
    const { frames } = globalThis as unknown as { frames: { times: number[]; isCounting: boolean } };
    frames.isCounting = false;
    return frames.times;
  }, END);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  return { ...summarizeTimes(times), ...summarizeTrace(trace.traceEvents) };
}

function summarizeTimes(times: readonly number[]): Pick<Frames, 'perSecond' | 'p95Ms' | 'longestMs'> {
  const steps = times
    .slice(1)
    .map((time, index) => time - (times[index] ?? time))
    .sort((a, b) => a - b);
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    perSecond: Math.round((steps.length * 1_000) / spanMs),
    p95Ms: tenth(steps[Math.floor(steps.length * 0.95)] ?? 0),
    longestMs: tenth(steps.at(-1) ?? 0),
  };
}

function summarizeTrace(events: readonly TraceEvent[]): Pick<Frames, 'drawnPerSecond' | 'mainMsPerFrame'> {
  const start = events.findLast(({ name }) => name === START);
  const end = events.findLast(({ name }) => name === END);
  if (start === undefined || end === undefined)
    throw new Error("The browser's timeline lacks the page's marks.");
  const between = events.filter(({ pid, ts }) => pid === start.pid && ts >= start.ts && ts <= end.ts);
  const drawn = between.filter(({ name }) => name === 'DrawFrame').length;
  const mainMs = between
    .filter(({ name, tid }) => name === 'RunTask' && tid === start.tid)
    .reduce((sum, { dur = 0 }) => sum + dur / 1_000, 0);
  return {
    drawnPerSecond: Math.round((drawn * 1_000_000) / (end.ts - start.ts)),
    mainMsPerFrame: drawn === 0 ? 0 : tenth(mainMs / drawn),
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
