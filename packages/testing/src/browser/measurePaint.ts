// SPDX-License-Identifier: Apache-2.0
import type { Page } from 'playwright-core';

export interface Paint {
  /** First contentful paint. */
  firstMs: number;
  /** Largest contentful paint. */
  largestMs: number;
}

/** Loads an address with a slowed processor and an empty cache, and says when its content was painted. */
export async function measurePaint(
  page: Page,
  { url, slowdown }: { url: string; slowdown: number },
): Promise<Paint> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  try {
    await page.goto(url, { waitUntil: 'networkidle' });
    return await page.evaluate(async () => {
      const largest = await new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      });
      const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
      return { firstMs: Math.round(first), largestMs: Math.round(largest) };
    });
  } finally {
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await session.detach();
  }
}
