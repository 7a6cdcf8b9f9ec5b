// SPDX-License-Identifier: Apache-2.0
import type { Page } from 'playwright-core';
import { runDatacarJson } from '../cli/runDatacar.ts';

/** A new one-time link, as `datacar link` prints it. */
export async function makeLoginLink({ home }: { home: string }): Promise<string> {
  const { url } = await runDatacarJson<{ url: string }>(['link'], { home });
  return url;
}

/** Opens a new one-time link and waits for the signed-in page. */
export async function signInByLink(page: Page, { home }: { home: string }): Promise<void> {
  await page.goto(await makeLoginLink({ home }));
  await page.getByRole('heading', { level: 1, name: 'My cars' }).waitFor();
}
