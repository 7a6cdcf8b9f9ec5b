// SPDX-License-Identifier: Apache-2.0
import { findAxeViolations } from '@datacar/testing/browser/findAxeViolations';
import { waitUntilSettled } from '@datacar/testing/browser/waitUntilSettled';
import { expect, test } from 'vitest';
import type { App } from './App.ts';

export function everyPageTests(app: () => App): void {
  test.each(['light', 'dark'] as const)(
    'axe finds nothing wrong with any page, %s',
    async (colorScheme) => {
      const context = await app().openContext({ colorScheme });
      const page = await context.newPage();
      const violations: string[] = [];
      const titles = new Set<string>();
      for (const { name, path } of app().pages) {
        await page.goto(app().url + path);
        await waitUntilSettled(page);
        violations.push(...(await findAxeViolations(page)).map((violation) => `${name}: ${violation}`));
        expect([name, await page.getByRole('heading', { level: 1 }).count()]).toEqual([name, 1]);
        titles.add(await page.title());
      }
      // Pages of the same kind of thing share theirs.
      expect(titles.size).toBeGreaterThan(app().pages.length / 2);
      const signedOut = await app().browser.newContext({ colorScheme });
      const signIn = await signedOut.newPage();
      await signIn.goto(app().url);
      await waitUntilSettled(signIn);
      violations.push(...(await findAxeViolations(signIn)).map((violation) => `sign-in: ${violation}`));
      await signedOut.close();
      await context.close();
      expect(violations).toEqual([]);
    },
    120_000,
  );
}
