// SPDX-License-Identifier: Apache-2.0
import { waitUntilSettled } from '@datacar/testing/browser/waitUntilSettled';
import { expect, test } from 'vitest';
import { type App, longestDrive } from './App.ts';

export function carTests(app: () => App): void {
  test('my cars shows each car with its charge, its place and what needs attention', async () => {
    const page = await app().context.newPage();
    await page.goto(app().url);
    const card = (name: string | RegExp) => page.getByRole('article').filter({ hasText: name });
    const twizy = card('Renault Twizy');
    await twizy
      .getByText(/\d\s?%/)
      .first()
      .waitFor();
    await twizy.getByText(/°\s?N/).waitFor();
    await twizy.getByRole('list', { name: 'What needs attention' }).waitFor();
    await card('Simulated hatchback')
      .getByText(/Driving|Parked/)
      .first()
      .waitFor();
    await page.close();
  });

  test('values of a car arrive by themselves', async () => {
    const page = await app().context.newPage();
    await page.goto(`${app().url}/cars/1`);
    await waitUntilSettled(page);
    const values = page.locator('.signal-groups');
    const before = await values.innerText();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    // A car sends at least every minute.
    await expect.poll(() => values.innerText(), { timeout: 75_000, interval: 250 }).not.toBe(before);
    const stamps = () =>
      page
        .locator('.signal-about time')
        .evaluateAll((times) => times.map((time) => Date.parse(time.getAttribute('datetime') ?? '')));
    const newest = Math.max(...(await stamps()));
    await expect
      .poll(async () => Math.max(...(await stamps())), { timeout: 75_000, interval: 250 })
      .toBeGreaterThan(newest);
    expect(requests.filter((url) => url.includes('/latest'))).toEqual([]);
    await page.close();
  }, 160_000);

  test('what is old looks and reads old', async () => {
    const page = await app().context.newPage();
    await page.goto(`${app().url}/cars/${app().vehicle}`);
    await waitUntilSettled(page);
    expect(await page.locator('.signal-row').count()).toBeGreaterThan(5);
    expect(await page.locator('.signal-row:not(.signal-stale)').count()).toBe(0);
    await page.getByText('Car is silent').waitFor();
    await page.getByLabel('Show only values whose name has').fill('speed');
    expect(await page.locator('.signal-row').count()).toBeLessThan(5);
    await page.close();
  });

  test('drives are listed, filtered by date, and open', async () => {
    const page = await app().context.newPage();
    await page.goto(`${app().url}/cars/${app().vehicle}/drives`);
    const rows = page.getByRole('table').getByRole('row');
    await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(app().drives.length + 1);
    await page.getByLabel('From').fill('2021-06-01');
    await page.getByLabel('To').fill('2021-06-30');
    const inJune = app().drives.filter(({ startMs }) => startMs >= Date.UTC(2021, 5, 1)).length;
    await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(inJune + 1);
    await rows.nth(1).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: /Drive of/ }).waitFor();
    await page.close();
  });

  test('a battery page shows what the data support, with the method', async () => {
    const page = await app().context.newPage();
    await page.goto(`${app().url}/cars/${app().vehicle}/battery`);
    await waitUntilSettled(page);
    await page
      .getByRole('img', { name: /^Plot of/ })
      .first()
      .waitFor();
    await page.close();
  });

  test('a car that is nobody’s, a drive that is none: said in words, with what to do', async () => {
    const page = await app().context.newPage();
    for (const [path, says] of [
      ['/cars/999', 'There is no such car here'],
      [`/cars/${app().vehicle}/drives/${longestDrive(app()).startMs + 1}`, 'Show all drives'],
      ['/nowhere', 'There is no such page'],
    ] as const) {
      await page.goto(app().url + path);
      await page.getByText(says).first().waitFor();
    }
    await page.close();
  });
}
