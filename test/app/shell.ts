// SPDX-License-Identifier: Apache-2.0
import { waitUntilSettled } from '@datacar/testing/browser/waitUntilSettled';
import { expect, test } from 'vitest';
import type { App } from './App.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export function shellTests(app: () => App): void {
  test('the command menu goes anywhere by a few letters', async () => {
    const page = await app().context.newPage();
    await page.goto(app().url);
    await waitUntilSettled(page);
    const menu = page.getByRole('dialog', { name: 'Go to' });
    const goTo = async (text: string) => {
      await page.keyboard.press('Control+k');
      await menu.getByRole('combobox').fill(text);
      await menu.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await menu.waitFor({ state: 'hidden' });
    };
    await goTo('settings');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await goTo('drives of renault');
    await page.waitForURL(`**/cars/${app().vehicle}/drives`);
    await goTo('1');
    await page.waitForURL(/\/explorer\/blocks\/1$/);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    await page.close();
  });

  test('everything is reached by keyboard alone, and where one is can be seen', async () => {
    const page = await app().context.newPage();
    await page.goto(app().url);
    await waitUntilSettled(page);
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const isOutlined = [null, '::after'].some((part) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
          return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
        });
        return { text: element.innerText.trim(), isVisible: isOutlined };
      });
    await page.keyboard.press('Tab');
    expect(await focused()).toEqual({ text: 'Skip to the content', isVisible: true });
    const passed: string[] = [];
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const { text, isVisible } = await focused();
      passed.push(text);
      expect([text, isVisible]).toEqual([text, true]);
      if (text === 'Renault Twizy') break;
    }
    expect(passed).toEqual(expect.arrayContaining(['My cars', 'Explorer', 'Settings', 'Renault Twizy']));
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cars/${app().vehicle}`);
    await page.close();
  });

  test('light and dark are as chosen, and as the system when nothing is', async () => {
    const context = await app().openContext({ colorScheme: 'dark' });
    const page = await context.newPage();
    await page.goto(`${app().url}/settings`);
    await waitUntilSettled(page);
    const brightness = () =>
      page.evaluate(() => {
        const [red = 0, green = 0, blue = 0] = (
          getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g) ?? []
        ).map(Number);
        return (red + green + blue) / 3;
      });
    expect(await brightness()).toBeLessThan(80);
    await page.getByRole('radio', { name: 'Light', exact: true }).check();
    await expect.poll(brightness).toBeGreaterThan(200);
    await page.reload();
    await waitUntilSettled(page);
    expect(await brightness()).toBeGreaterThan(200);
    await page.getByRole('radio', { name: 'Dark', exact: true }).check();
    await expect.poll(brightness).toBeLessThan(80);
    await context.close();
  });

  test('units and zone are the viewer’s', async () => {
    const context = await app().openContext();
    const page = await context.newPage();
    await page.goto(`${app().url}/settings`);
    await page.getByRole('radio', { name: 'Miles', exact: true }).check();
    await page.getByRole('radio', { name: '°F', exact: true }).check();
    await page.getByLabel('Time zone').selectOption('UTC');
    await page.goto(`${app().url}/cars/${app().vehicle}/drives`);
    await page
      .getByRole('cell', { name: /\d\s?mph/ })
      .first()
      .waitFor();
    expect(await page.getByRole('table').innerText()).not.toMatch(/km/);
    await context.close();
  });

  test('no page is wider than a phone', async () => {
    const context = await app().openContext(PHONE);
    const page = await context.newPage();
    const tooWide: string[] = [];
    for (const { name, path } of app().pages) {
      await page.goto(app().url + path);
      await waitUntilSettled(page);
      const widthPx = await page.evaluate(() => document.documentElement.scrollWidth);
      if (widthPx > PHONE.viewport.width) tooWide.push(`${name}: ${widthPx} px`);
    }
    expect(tooWide).toEqual([]);
    await page.getByRole('navigation', { name: 'Main pages' }).getByRole('button', { name: 'More' }).tap();
    await page.getByRole('dialog').getByRole('link', { name: 'Settings' }).tap();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await context.close();
  }, 120_000);
}
