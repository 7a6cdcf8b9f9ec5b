// SPDX-License-Identifier: Apache-2.0
import type { Page } from 'playwright-core';

export interface Frames {
  /** Frames that the browser began, a second. */
  perSecond: number;
  /** Time between two frames that 95 of 100 stay below. */
  p95Ms: number;
  longestMs: number;
}

/** Counts the frames that the page draws while something is done to it, by the browser's own clock of frames. */
export async function measureFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const state = globalThis as unknown as { frameTimes: number[]; isCounting: boolean };
    state.frameTimes = [];
    state.isCounting = true;
    const count = (timeMs: number): void => {
      state.frameTimes.push(timeMs);
      if (state.isCounting) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await act();
  const times = await page.evaluate(() => {
    const state = globalThis as unknown as { frameTimes: number[]; isCounting: boolean };
    state.isCounting = false;
    return state.frameTimes;
  });
  const steps = times
    .slice(1)
    .map((time, index) => time - (times[index] ?? time))
    .sort((a, b) => a - b);
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    perSecond: Math.round((steps.length * 1_000) / spanMs),
    p95Ms: Math.round((steps[Math.floor(steps.length * 0.95)] ?? 0) * 10) / 10,
    longestMs: Math.round((steps.at(-1) ?? 0) * 10) / 10,
  };
}
