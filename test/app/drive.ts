// SPDX-License-Identifier: Apache-2.0
import { waitUntilSettled } from '@datacar/testing/browser/waitUntilSettled';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type App, longestDrive } from './App.ts';

/** Opens a drive and waits until its plots and its map stand. */
export async function openDrive(page: Page, app: App, startMs: number): Promise<void> {
  await page.goto(`${app.url}/cars/${app.vehicle}/drives/${startMs}`);
  await waitUntilSettled(page);
  await page.locator('.plot-canvas canvas').first().waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('datacar.drive.map').length > 0, undefined, {
    timeout: 20_000,
  });
}

const shownTime = (page: Page) => page.locator('.readout').getByRole('time').first().getAttribute('datetime');
const timeOf = async (page: Page) => Date.parse((await shownTime(page)) ?? '');

async function hoverPlot(page: Page, name: RegExp, part: number): Promise<void> {
  const area = page.getByRole('img', { name }).locator('.u-over');
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  if (box === null) throw new Error('The plot is not shown.');
  await page.mouse.move(box.x + box.width * part, box.y + box.height / 2, { steps: 3 });
}

async function pointOnMap(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('.route-cursor').boundingBox();
  if (box === null) throw new Error('The map shows no point.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function driveTests(app: () => App): void {
  test('plots and map share one cursor, both ways', async () => {
    const page = await app().context.newPage();
    const { startMs, endMs } = longestDrive(app());
    await openDrive(page, app(), startMs);
    const at = (part: number) => startMs + (endMs - startMs) * part;

    await hoverPlot(page, /^Plot of Speed/, 0.3);
    await expect.poll(() => timeOf(page)).toBeGreaterThan(at(0.28));
    const first = { timeMs: await timeOf(page), ...(await pointOnMap(page)) };
    expect(first.timeMs).toBeLessThan(at(0.32));

    await hoverPlot(page, /^Plot of Speed/, 0.7);
    await expect.poll(() => timeOf(page)).toBeGreaterThan(at(0.68));
    const second = await pointOnMap(page);
    expect(Math.hypot(second.x - first.x, second.y - first.y)).toBeGreaterThan(10);

    // The other plots follow.
    const cursors = await page
      .locator('.u-cursor-x')
      .evaluateAll((lines) => lines.map((line) => (line as HTMLElement).style.transform));
    expect(new Set(cursors).size).toBe(1);

    await page.mouse.move(first.x, first.y, { steps: 4 });
    // A way driven twice has two moments in one place; the point is there in any case.
    await expect
      .poll(async () => {
        const { x, y } = await pointOnMap(page);
        return Math.hypot(x - first.x, y - first.y);
      })
      .toBeLessThan(30);
    await page.close();
  });

  test('the moment moves by keyboard, and is held by a click', async () => {
    const page = await app().context.newPage();
    const { startMs } = longestDrive(app());
    await openDrive(page, app(), startMs);
    const moment = page.getByRole('slider', { name: 'Moment of the drive' });
    await moment.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => timeOf(page)).toBe(startMs + 2_000);
    await hoverPlot(page, /^Plot of Speed/, 0.5);
    await page.mouse.down();
    await page.mouse.up();
    await page.getByRole('button', { name: 'Let go' }).waitFor();
    const held = await timeOf(page);
    await hoverPlot(page, /^Plot of Speed/, 0.2);
    expect(await timeOf(page)).toBe(held);
    await page.close();
  });

  test('a gap is a hole in the line and is said in words', async () => {
    const page = await app().context.newPage();
    const drive = app().drives.find(({ gaps }) => gaps.some(({ fromMs, toMs }) => toMs - fromMs > 10_000));
    if (drive === undefined) throw new Error('No drive has a gap.');
    await openDrive(page, app(), drive.startMs);
    const gap = drive.gaps.find(({ fromMs, toMs }) => toMs - fromMs > 10_000);
    const middleMs = Math.round(((gap?.fromMs ?? 0) + (gap?.toMs ?? 0)) / 2_000) * 1_000;
    await page.getByText(/Gaps/).first().waitFor();
    await page.getByRole('slider', { name: 'Moment of the drive' }).fill(String(middleMs));
    await page.getByText('The car said nothing at this moment.').waitFor();
    await page.close();
  });

  test('every plot has a table with all that it draws', async () => {
    const page = await app().context.newPage();
    await openDrive(page, app(), longestDrive(app()).startMs);
    const plots = page.locator('figure.plot');
    const count = await plots.count();
    expect(count).toBeGreaterThanOrEqual(3);
    for (let index = 0; index < count; index++) {
      const plot = plots.nth(index);
      await plot.getByText('Show as a table').click();
      const rows = plot.getByRole('table').getByRole('row');
      await rows.nth(1).waitFor();
      expect(await rows.nth(1).innerText()).toMatch(/\d/);
      await plot.getByText('Hide the table').click();
    }
    await page.close();
  });
}
