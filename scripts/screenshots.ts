// SPDX-License-Identifier: Apache-2.0
// npm run screenshots -- [FOLDER]: every page of the app at desktop and phone width, light and dark, of a really
// running server with the recorded drives, two simulated cars and a chain on which much happened. DATACAR_HOME names
// a server that runs already.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppPage, listAppPages } from '@datacar/testing/browser/appPages';
import { findChromium, openBrowser } from '@datacar/testing/browser/openBrowser';
import { makeLoginLink, signInByLink } from '@datacar/testing/browser/signInByLink';
import { waitUntilSettled } from '@datacar/testing/browser/waitUntilSettled';
import { runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { startDatacar } from '@datacar/testing/cli/startDatacar';
import { createLedgerPeople, seedLedger, writeLedgerTerms } from '@datacar/testing/token/seedLedger';
import type { Browser, Page } from 'playwright-core';

const TRIPS = '../shared/data/trips';
const WIDTHS = [
  { name: 'desktop', viewport: { width: 1280, height: 860 }, isPhone: false },
  { name: 'phone', viewport: { width: 390, height: 844 }, isPhone: true },
] as const;
const THEMES = ['light', 'dark'] as const;
/** Where the drives of the pictures were driven. */
const timeZone = 'Africa/Casablanca';

interface Subject {
  home: string;
  vehicle: string;
  stop(): Promise<unknown>;
}

async function openSubject(): Promise<Subject> {
  const running = process.env.DATACAR_HOME;
  if (running !== undefined) {
    const { items } = await runDatacarJson<{ items: { id: string }[] }>(['vehicle', 'list'], {
      home: running,
    });
    return { home: running, vehicle: items.at(-1)?.id ?? '1', stop: async () => {} };
  }
  const home = mkdtempSync(join(tmpdir(), 'datacar-screenshots-'));
  const people = createLedgerPeople();
  const parameters = ['--genesis', writeLedgerTerms(home, people)];
  const datacar = await startDatacar({ home, parameters });
  await seedLedger({ home, url: datacar.url, people });
  const { id: vehicle } = await runDatacarJson<{ id: string }>(
    ['vehicle', 'register', '--vin', 'VF1ACVYB012345678', '--model', 'Renault Twizy'],
    { home },
  );
  if (existsSync(TRIPS)) {
    const files = readdirSync(TRIPS).map((file) => join(TRIPS, file));
    await runDatacarJson(['drive', 'import', ...files, '--vehicle', vehicle], { home });
  }
  const stop = async () => {
    await datacar.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { home, vehicle, stop };
}

async function takeAll(browser: Browser, { home, vehicle }: Subject, folder: string): Promise<number> {
  const pages = await listAppPages({ home, vehicle });
  const { origin } = new URL(await makeLoginLink({ home }));
  let count = 0;
  for (const { name: width, viewport, isPhone } of WIDTHS) {
    for (const colorScheme of THEMES) {
      const context = await browser.newContext({
        ...{ viewport, colorScheme, isMobile: isPhone, hasTouch: isPhone, locale: 'en-IE' },
        timezoneId: timeZone,
      });
      const page = await context.newPage();
      const save = (name: string) =>
        page.screenshot({ path: join(folder, `${name}.${width}.${colorScheme}.png`), fullPage: isPhone });
      await page.goto(origin);
      await waitUntilSettled(page);
      await save('sign-in');
      await signInByLink(page, { home });
      for (const { name, path } of pages) {
        await page.goto(origin + path);
        await showWhole(page, name);
        await save(name);
        count += 1;
      }
      await context.close();
    }
  }
  return count;
}

/** Waits for what is drawn after the page stands, and looks at a moment of a drive. */
async function showWhole(page: Page, name: AppPage['name']): Promise<void> {
  await waitUntilSettled(page).catch((error: unknown) => console.warn(`${name}: ${String(error)}`));
  if (name !== 'drive') return;
  await page
    .waitForFunction(() => performance.getEntriesByName('datacar.drive.map').length > 0, undefined, {
      timeout: 20_000,
    })
    .catch((error: unknown) => console.warn(`${name}: ${String(error)}`));
  const plot = page.getByRole('img', { name: /^Plot of Speed/ }).locator('.u-over');
  const box = await plot.boundingBox();
  if (box !== null) await page.mouse.move(box.x + box.width * 0.42, box.y + box.height / 2);
  await page.waitForTimeout(300);
}

const chromium = findChromium();
if (chromium === undefined) throw new Error('No Chromium was found; CHROMIUM names one.');
const folder = process.argv[2] ?? 'screenshots';
mkdirSync(folder, { recursive: true });
const subject = await openSubject();
const browser = await openBrowser(chromium);
try {
  const count = await takeAll(browser, subject, folder);
  console.log(`${count} pictures in ${folder}`);
} finally {
  await browser.close();
  await subject.stop();
}
