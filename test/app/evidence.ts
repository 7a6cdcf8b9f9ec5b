// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDatacar } from '@datacar/testing/cli/runDatacar';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type App, longestDrive } from './App.ts';
import { openDrive } from './drive.ts';

/** From a point in a plot to the proof file on the disk. */
export async function downloadProof(page: Page, app: App): Promise<string> {
  await openDrive(page, app, longestDrive(app).startMs);
  const area = await page
    .getByRole('img', { name: /^Plot of Speed/ })
    .locator('.u-over')
    .boundingBox();
  if (area === null) throw new Error('The plot is not shown.');
  await page.mouse.click(area.x + area.width / 3, area.y + area.height / 2);
  await page
    .locator('.readout')
    .getByRole('link', { name: /^Prove .*speed/i })
    .first()
    .click();
  await page.waitForURL(/\/prove\?/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: /download|save/i })
      .first()
      .click(),
  ]);
  const file = join(app.home, 'speed.datacar');
  await download.saveAs(file);
  return file;
}

export const verdict = (page: Page) => page.locator('[data-verdict]').getAttribute('data-verdict');

export async function dropProof(page: Page, file: { name: string; buffer: Buffer }): Promise<void> {
  await page
    .locator('input[type=file][accept*=".datacar"]')
    .setInputFiles({ ...file, mimeType: 'application/cbor' });
}

export function evidenceTests(app: () => App): void {
  test('a point in a plot becomes a proof file, which holds with the browser offline and in the terminal', async () => {
    const page = await app().context.newPage();
    const file = await downloadProof(page, app());
    const bytes = readFileSync(file);
    expect(bytes.length).toBeLessThan(5_000);
    await page.close();

    const offline = await app().openContext();
    const verifier = await offline.newPage();
    await verifier.goto(`${app().url}/verify`);
    await verifier.getByText('Needs no server any more').waitFor();
    await offline.setOffline(true);
    await dropProof(verifier, { name: 'speed.datacar', buffer: bytes });
    await expect.poll(() => verdict(verifier)).toBe('PROVED');
    const steps = verifier.getByRole('list', { name: 'Steps of the proof' }).getByRole('listitem');
    expect(await steps.count()).toBe(6);
    expect(await verifier.locator('[data-step][data-ok=false]').count()).toBe(0);
    await offline.close();

    expect((await runDatacar(['verify', file], { home: app().home })).status).toBe(0);
  }, 60_000);

  test('a tampered proof is refused, and the step that fails is named', async () => {
    const made = join(app().home, 'tampered.datacar');
    const at = new Date(longestDrive(app()).startMs).toISOString();
    const { status, stderr } = await runDatacar(
      ['proof', '--vehicle', app().vehicle, '--signal', 'Vehicle.Speed', '--at', at, '-o', made],
      { home: app().home },
    );
    expect([status, stderr]).toEqual([0, '']);
    const bytes = readFileSync(made);
    // The reading stands at the start of the file as [path, time, float64]: change its value.
    const path = bytes.indexOf('Vehicle.Speed');
    const value = bytes.indexOf(0xfb, path + 'Vehicle.Speed'.length + 9);
    bytes[value + 3] = (bytes[value + 3] ?? 0) ^ 1;
    const page = await app().context.newPage();
    await page.goto(`${app().url}/verify`);
    await page.getByText('Needs no server any more').waitFor();
    await dropProof(page, { name: 'tampered.datacar', buffer: bytes });
    await expect.poll(() => verdict(page)).toBe('FAILED');
    await page.getByText(/does not hold, at the step “Reading”/).waitFor();
    const failed = await page
      .locator('[data-step][data-ok=false]')
      .evaluateAll((steps) => steps.map((step) => step.getAttribute('data-step')));
    expect(failed).toContain('readingInBatch');
    await dropProof(page, { name: 'nonsense.datacar', buffer: Buffer.from('nonsense') });
    await page.getByText('This is not a proof that can be read.').waitFor();
    await page.close();
  });

  test('without anybody to trust nothing is proved', async () => {
    const made = join(app().home, 'tampered.datacar');
    const page = await app().context.newPage();
    await page.goto(`${app().url}/verify`);
    await page.getByRole('button', { name: 'Trust nobody' }).click();
    await dropProof(page, { name: 'speed.datacar', buffer: readFileSync(made) });
    await expect.poll(() => verdict(page)).toBe('UNAUTHENTICATED');
    await page.close();
  });
}
