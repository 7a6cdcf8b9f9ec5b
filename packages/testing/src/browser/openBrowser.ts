// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where a Chromium is installed; `undefined` when there is none. `CHROMIUM` names another. */
export function findChromium(): string | undefined {
  return CANDIDATES.find((path) => path !== undefined && existsSync(path));
}

/**
 * Starts a headless Chromium that asks nobody for anything and draws as on a machine without a graphics card: pages
 * by the processor, maps by SwiftShader. With `--use-angle=swiftshader` it would take SwiftShader for a graphics card
 * and draw pages with it, too, several times slower than either.
 */
export function openBrowser(
  executablePath: string,
  { flags = [] }: { flags?: readonly string[] } = {},
): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--enable-unsafe-swiftshader',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...flags,
    ],
  });
}
