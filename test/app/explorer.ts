// SPDX-License-Identifier: Apache-2.0

import { waitUntilSettled } from '@datacar/testing/browser/waitUntilSettled';
import { runDatacarJson } from '@datacar/testing/cli/runDatacar';
import { expect, test } from 'vitest';
import type { App } from './App.ts';

export function explorerTests(app: () => App): void {
  test('a search takes a block, a hash, an address and a DID', async () => {
    const { home, url, vehicle } = app();
    const { items: vehicles } = await runDatacarJson<{ items: { id: string; did: string; owner: string }[] }>(
      ['vehicle', 'list'],
      { home },
    );
    const { items: anchors } = await runDatacarJson<{
      items: { transactionHash: string; blockNumber: number }[];
    }>(['log', 'anchors'], { home });
    const car = vehicles.find(({ id }) => id === vehicle);
    const [anchor] = anchors;
    const page = await app().context.newPage();
    for (const [typed, address] of [
      [String(anchor?.blockNumber), `/explorer/blocks/${anchor?.blockNumber}`],
      [anchor?.transactionHash ?? '', `/explorer/transactions/${anchor?.transactionHash}`],
      [car?.owner ?? '', `/explorer/addresses/${car?.owner}`],
      [car?.did ?? '', car?.did.split(':').at(-1) ?? ''],
    ] as const) {
      await page.goto(`${url}/explorer`);
      await page.getByRole('textbox', { name: 'Search the chain' }).fill(typed);
      await page.keyboard.press('Enter');
      await page.waitForURL((to) => to.href.toLowerCase().endsWith(address.toLowerCase()));
      await waitUntilSettled(page);
      expect(await page.getByRole('alert').count()).toBe(0);
    }
    await page.goto(`${url}/explorer/search?q=${encodeURIComponent('no such thing')}`);
    await page
      .getByText(/nothing|not found|no block/i)
      .first()
      .waitFor();
    await page.close();
  });

  test('a transaction is one sentence first', async () => {
    const page = await app().context.newPage();
    const { path } = app().pages.find(({ name }) => name === 'transaction') ?? { path: '' };
    await page.goto(app().url + path);
    await waitUntilSettled(page);
    await page
      .getByText(/anchor/i)
      .first()
      .waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/finali[sz]ed/i);
    await page.close();
  });

  test('a contract is shown as verified because its code equals the build', async () => {
    const page = await app().context.newPage();
    const { path } = app().pages.find(({ name }) => name === 'contract') ?? { path: '' };
    await page.goto(app().url + path);
    await waitUntilSettled(page);
    await page
      .getByText(/verified/i)
      .first()
      .waitFor();
    await page.close();
  });

  test('the system page names members, logs and versions', async () => {
    const page = await app().context.newPage();
    await page.goto(`${app().url}/system`);
    await waitUntilSettled(page);
    const text = await page.getByRole('main').innerText();
    expect(text).toMatch(/member/i);
    expect(text).toMatch(/anchor/i);
    expect(text).toMatch(/\d+\.\d+\.\d+/);
    await page.close();
  });
}
