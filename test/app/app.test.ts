// SPDX-License-Identifier: Apache-2.0
// The owner's app and the explorer in a real browser, against a really running server with real drives.
import { findChromium } from '@datacar/testing/browser/openBrowser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, hasTrips, startApp, TRIPS } from './App.ts';
import { accessTests } from './access.ts';
import { bringTests } from './bring.ts';
import { carTests } from './cars.ts';
import { driveTests } from './drive.ts';
import { everyPageTests } from './everyPage.ts';
import { evidenceTests } from './evidence.ts';
import { explorerTests } from './explorer.ts';
import { outageTests } from './outage.ts';
import { shellTests } from './shell.ts';
import { speedTests } from './speed.ts';
import { tokenTests } from './token.ts';

const chromium = findChromium();
if (chromium === undefined) {
  console.warn('No Chromium was found (set CHROMIUM to its path): the app in the browser is not tested.');
}
if (!hasTrips) console.warn(`${TRIPS} is absent: the app in the browser is not tested.`);
const isRequired = process.env.DATACAR_REQUIRE_ALL === '1';

describe.skipIf((chromium === undefined && !isRequired) || !hasTrips)('the app', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp(chromium ?? 'chromium');
  }, 240_000);
  afterAll(() => app?.close());
  const get = () => app;

  describe('access', () => accessTests(get));
  describe('shell', () => shellTests(get));
  describe('cars', () => carTests(get));
  describe('a drive', () => driveTests(get));
  describe('evidence', () => evidenceTests(get));
  describe('explorer', () => explorerTests(get));
  describe('DATR and the consortium', () => tokenTests(get));
  describe('bring', () => bringTests(get));
  describe('every page', () => everyPageTests(get));
  describe('speed', () => speedTests(get));
  // The last: it stops the server.
  describe('outage', () => outageTests(get));

  test('asked nobody but the server, kept to its policy and threw nothing', () => {
    const { urls, foreign, violations, exceptions } = app.traffic;
    expect(urls.length).toBeGreaterThan(100);
    expect({ foreign, violations, exceptions }).toEqual({ foreign: [], violations: [], exceptions: [] });
  });
});
