// SPDX-License-Identifier: Apache-2.0
import type { Page } from 'playwright-core';

const SETTLED_LIMIT_MS = 20_000;

/**
 * Waits until the page has its heading and holds no place any more for what is still on its way.
 * @throws Error naming the page that does not get there.
 */
export async function waitUntilSettled(page: Page): Promise<void> {
  const timeout = SETTLED_LIMIT_MS;
  try {
    await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout });
    await page.waitForFunction(
      () =>
        document.querySelector('.skeleton') === null &&
        document.getAnimations().every(({ playState, effect }) => {
          const { iterations } = effect?.getTiming() ?? {};
          return playState !== 'running' || iterations === Number.POSITIVE_INFINITY;
        }),
      undefined,
      { timeout },
    );
  } catch (cause) {
    const text = await page.locator('body').innerText();
    throw new Error(`${page.url()} does not settle. It shows:\n${text.slice(0, 1_000)}`, { cause });
  }
}
