// SPDX-License-Identifier: Apache-2.0
import type { Page } from 'playwright-core';

const SETTLED_LIMIT_MS = 20_000;

/** Waits until the page has its heading and holds no place any more for what is still on its way. */
export async function waitUntilSettled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: SETTLED_LIMIT_MS });
  await page.waitForFunction(
    () =>
      document.querySelector('.skeleton') === null &&
      document.getAnimations().every(({ playState, effect }) => {
        const { iterations } = effect?.getTiming() ?? {};
        return playState !== 'running' || iterations === Number.POSITIVE_INFINITY;
      }),
    undefined,
    { timeout: SETTLED_LIMIT_MS },
  );
}
