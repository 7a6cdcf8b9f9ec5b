// SPDX-License-Identifier: Apache-2.0
// A round of the offering bought in a real browser: by a wallet, with a minimum, up to the limit of a buyer.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@datacar/sdk/client/createClient';
import { readBalances } from '@datacar/sdk/token/readBalances';
import { injectWallet } from '@datacar/testing/browser/injectWallet';
import { findChromium, openBrowser } from '@datacar/testing/browser/openBrowser';
import { waitUntilSettled } from '@datacar/testing/browser/waitUntilSettled';
import { runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { type RunningDatacar, startDatacar } from '@datacar/testing/cli/startDatacar';
import type { Browser, Page } from 'playwright-core';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const DATR = 10n ** 18n;
const WAIT_LIMIT_MS = 20_000;

const chromium = findChromium();
if (chromium === undefined) {
  console.warn('No Chromium was found (set CHROMIUM to its path): buying DATR in the browser is not tested.');
}
const isRequired = process.env.DATACAR_REQUIRE_ALL === '1';

describe.skipIf(chromium === undefined && !isRequired)('a round of the offering', () => {
  const home = mkdtempSync(join(tmpdir(), 'datacar-offering-'));
  const buyer = privateKeyToAccount(generatePrivateKey());
  let server: RunningDatacar;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startDatacar({ home }), openBrowser(chromium ?? 'chromium')]);
    const act = (...parameters: string[]) => runDatacarJson([...parameters, '--yes'], { home });
    await act('token', 'send', '--to', buyer.address, '--amount', '100', '--asset', 'coin');
    await act(
      ...['offering', 'publish', '--price', '0.02', '--opens', 'now+5s', '--closes', 'now+1d'],
      ...['--minimum', '150', '--buyer-max', '1000'],
    );
    const context = await browser.newContext({ locale: 'en-IE' });
    context.setDefaultTimeout(WAIT_LIMIT_MS);
    await injectWallet(context, { url: server.url, name: 'Test wallet', account: buyer });
    page = await context.newPage();
    await page.goto(`${server.url}/token/offering?account=${buyer.address}`);
    await waitUntilSettled(page);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const round = () => page.getByRole('region', { name: 'Subscription' });
  const dialog = () => page.getByRole('dialog');
  const datrOfBuyer = async () =>
    BigInt((await readBalances(createClient({ url: server.url }), { account: buyer.address })).datr);

  async function sign(outcome: string): Promise<void> {
    await dialog().getByRole('button', { name: 'Connect Test wallet' }).click();
    await dialog().getByText(buyer.address).first().waitFor();
    await dialog().getByRole('button', { name: 'Sign and send' }).click();
    await dialog().getByText(outcome).waitFor();
    await dialog()
      .getByRole('button', { name: /^(Close|Cancel)$/ })
      .last()
      .click();
  }

  async function buy(amount: string, outcome: string): Promise<void> {
    await page.getByRole('button', { name: 'Buy DATR: Subscription' }).click();
    await dialog().getByLabel('How many DATR').fill(amount);
    await dialog().getByRole('button', { name: 'Go on' }).click();
    await dialog()
      .getByText(new RegExp(`^Buy ${amount} DATR in round 0 .* for [\\d.]+ coin`))
      .waitFor();
    await sign(outcome);
  }

  test('what is bought before the minimum is a claim', async () => {
    // The page sees by itself that the round has opened.
    await page.getByRole('button', { name: 'Buy DATR: Subscription' }).waitFor();
    await buy('100', 'Done');
    await round().getByText('This account bought').waitFor();
    expect(await datrOfBuyer()).toBe(0n);
    expect(await page.getByRole('button', { name: /Take what was bought/ }).count()).toBe(0);
  }, 60_000);

  test('more than a buyer may have is refused before anything is signed', async () => {
    await buy('2000', 'This account may buy 900 DATR more in this round');
    expect(await datrOfBuyer()).toBe(0n);
  }, 60_000);

  test('the minimum delivers, and what was bought before it can be taken', async () => {
    await buy('60', 'Done');
    expect(await datrOfBuyer()).toBe(60n * DATR);
    await page.getByRole('button', { name: /Take what was bought/ }).click();
    await sign('Done');
    expect(await datrOfBuyer()).toBe(160n * DATR);
    await page.getByRole('button', { name: /Hand over/ }).click();
    await sign('Done');
    await round().getByText('150 DATR, met').waitFor();
  }, 90_000);

  test('all of it is told by the explorer', async () => {
    await page.goto(`${server.url}/explorer`);
    await waitUntilSettled(page);
    const happened = page.getByRole('region', { name: 'What happened last' });
    const read = async () => (await happened.innerText()).replaceAll(/\s+/g, ' ');
    await expect.poll(read, { timeout: WAIT_LIMIT_MS }).toContain('received 3.2 coin from the subscription.');
    expect(await read()).toContain('received 100 DATR bought in the subscription.');
    expect(await read()).toContain('bought 60 DATR in the subscription.');
    expect(await read()).toContain('bought 100 DATR in the subscription, to be delivered once its minimum');
    expect(await read()).toContain('The council published the subscription: open from');
  }, 60_000);
});
