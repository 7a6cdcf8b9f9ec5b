// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppPage, listAppPages } from '@datacar/testing/browser/appPages';
import { openBrowser } from '@datacar/testing/browser/openBrowser';
import { signInByLink } from '@datacar/testing/browser/signInByLink';
import { type Traffic, watchTraffic } from '@datacar/testing/browser/watchTraffic';
import { runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { type RunningDatacar, startDatacar } from '@datacar/testing/cli/startDatacar';
import {
  createLedgerPeople,
  type LedgerPeople,
  seedLedger,
  writeLedgerTerms,
} from '@datacar/testing/token/seedLedger';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';

export const TRIPS = '../shared/data/trips';
export const hasTrips = existsSync(TRIPS);

export interface Drive {
  startMs: number;
  endMs: number;
  gaps: { fromMs: number; toMs: number }[];
}

/**
 * A really running server with two simulated cars, the recorded drives and a chain on which much happened, and a browser that is
 * signed in to it.
 */
export interface App {
  home: string;
  url: string;
  datacar: RunningDatacar;
  browser: Browser;
  /** Signed in as the operator, on a desktop. */
  context: BrowserContext;
  traffic: Traffic;
  /** The car whose drives were imported. */
  vehicle: string;
  drives: Drive[];
  /** Who acted on the chain: DATR is launched, funds paid, votes cast. */
  people: LedgerPeople;
  pages: AppPage[];
  /** Another context of the same person. */
  openContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Starts the server again where it was. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Longer than anything takes on a busy machine; a test that waits in vain still names what for. */
const WAIT_LIMIT_MS = 12_000;

const DESKTOP = { viewport: { width: 1280, height: 800 }, locale: 'en-IE', timezoneId: 'Africa/Casablanca' };

export async function startApp(chromium: string): Promise<App> {
  const home = mkdtempSync(join(tmpdir(), 'datacar-app-'));
  const people = createLedgerPeople();
  const [datacar, browser] = await Promise.all([
    startDatacar({ home, parameters: ['--genesis', writeLedgerTerms(home, people)] }),
    openBrowser(chromium),
  ]);
  const { url } = datacar;
  const seeded = seedLedger({ home, url, people });
  // Awaited below; until then a failure is not one that nobody handles.
  seeded.catch(() => undefined);
  const { id: vehicle } = await runDatacarJson<{ id: string }>(
    ['vehicle', 'register', '--vin', 'VF1ACVYB012345678', '--model', 'Renault Twizy'],
    { home },
  );
  if (hasTrips) {
    const files = readdirSync(TRIPS).map((file) => join(TRIPS, file));
    await runDatacarJson(['drive', 'import', ...files, '--vehicle', vehicle], { home });
  }
  const { items: drives } = await runDatacarJson<{ items: Drive[] }>(['drives', '--vehicle', vehicle], {
    home,
  });
  await seeded;
  const context = await browser.newContext(DESKTOP);
  context.setDefaultTimeout(WAIT_LIMIT_MS);
  const traffic = watchTraffic(context, { url });
  const page = await context.newPage();
  await signInByLink(page, { home });
  await page.close();
  const app: App = {
    ...{ home, url, datacar, browser, context, traffic, vehicle, drives, people },
    pages: await listAppPages({ home, vehicle }),
    openContext: async (options) => {
      const other = await browser.newContext({
        ...DESKTOP,
        ...options,
        storageState: await context.storageState(),
      });
      other.setDefaultTimeout(WAIT_LIMIT_MS);
      watchTraffic(other, { url, into: traffic });
      return other;
    },
    restart: async () => {
      app.datacar = await startDatacar({ home, parameters: ['--port', new URL(url).port] });
    },
    close: async () => {
      await browser.close();
      await app.datacar.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
  return app;
}

/** The longest drive: of all the one with most readings. */
export function longestDrive({ drives }: App): Drive {
  const [longest] = drives.toSorted((a, b) => b.endMs - b.startMs - (a.endMs - a.startMs));
  if (longest === undefined) throw new Error('No drive was found in the imported files.');
  return longest;
}
