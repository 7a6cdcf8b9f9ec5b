// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { enrolTestCar } from '@datacar/testing/vehicles/enrolTestCar';
import { expect, test } from 'vitest';
import { type App, TRIPS } from './App.ts';

/** The first minutes of a real log, which nobody imported before. */
function writeShortLog(home: string): string {
  const lines = readFileSync(join(TRIPS, 'T3_04_22_2021_1.csv'), 'utf8').split('\n').slice(0, 400);
  const file = join(home, 'short.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

export function bringTests(app: () => App): void {
  test('a log is brought by a page: registered, looked over, imported, seen and proved', async () => {
    const page = await app().context.newPage();
    await page.goto(`${app().url}/data`);
    await page.getByRole('button', { name: /Register another car/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Register a car' });
    await dialog.getByLabel('Model').fill('Second Twizy');
    await dialog.getByLabel(/VIN/).fill('VF1ACVYB012345679');
    await dialog.getByRole('button', { name: 'Register this car' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.waitForURL(/car=/);
    await page.locator('input[type=file]').setInputFiles(writeShortLog(app().home));
    await page.getByText('Datacar knows this logger').waitFor();
    await page.getByRole('button', { name: 'Import this file' }).click();
    await page.getByText('short.csv is imported').waitFor({ timeout: 30_000 });
    await page.getByText(/399 of 399/).waitFor();
    await page.getByRole('link', { name: 'Prove one reading' }).click();
    await page.waitForURL(/\/prove\?/);
    await page
      .getByRole('button', { name: /download|save/i })
      .first()
      .waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'See it on the map' }).click();
    await page.getByRole('heading', { level: 1, name: /Drive of/ }).waitFor();
    await page.close();
  }, 60_000);

  test('several files are brought at once, and wait to be looked over', async () => {
    const page = await app().context.newPage();
    await page.goto(`${app().url}/data?car=${app().vehicle}`);
    const files = ['first.csv', 'second.csv'].map((name) => ({
      name,
      mimeType: 'text/csv',
      buffer: readFileSync(writeShortLog(app().home)),
    }));
    const empty = { name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) };
    await page.locator('input[type=file]').setInputFiles([...files, empty]);
    await page.getByText('empty.csv is empty.').waitFor();
    await page.getByRole('button', { name: 'Open first.csv' }).waitFor();
    await page.getByRole('button', { name: 'Open second.csv' }).click();
    await page.getByText('Datacar knows this logger').waitFor();
    await page.close();
  });

  test('the page for a dongle turns green with its first signed batch', async () => {
    const { home, url } = app();
    const registered = await runDatacarJson<{ id: string; enrolmentCode: string }>(
      ['vehicle', 'register', '--vin', 'DATACARTEST000021', '--model', 'Car with a dongle'],
      { home },
    );
    const page = await app().context.newPage();
    await page.goto(`${url}/connect?car=${registered.id}`);
    await page.getByText('Waiting for a signed batch').waitFor();
    const car = await enrolTestCar({ url, code: registered.enrolmentCode });
    const fromMs = Date.now() - 10_000;
    const answer = await car.send(
      car.build({
        readings: [{ path: 'Vehicle.Speed', timeMs: fromMs, value: 12 }],
        sequence: 0,
        fromMs,
        toMs: fromMs + 5_000,
      }),
    );
    expect(answer.error).toBeUndefined();
    await page.getByText('A signed batch has arrived').waitFor();
    await page.close();
  }, 60_000);

  test('a token is made by a page, and its first curl works', async () => {
    const page = await app().context.newPage();
    await page.goto(`${app().url}/tokens`);
    await page
      .getByRole('button', { name: /new token|make a token/i })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('End-to-end test');
    await dialog.getByRole('button', { name: 'Make the token' }).click();
    const exported = (await dialog.locator('pre').innerText()).trim();
    expect(exported).toMatch(/^export DATACAR_TOKEN=\S{20,}$/);
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    const commands = await page.getByRole('main').locator('pre').first().innerText();
    const output = execFileSync('bash', ['-ec', commands], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(output).toContain('did:erc721:');
    await page.getByRole('button', { name: 'Revoke End-to-end test' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke it' }).click();
    await page.getByText(/is revoked/).waitFor();
    const refused = execFileSync('bash', ['-ec', commands], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(refused).toContain('UNAUTHENTICATED');
    await page.close();
  });
}
