// SPDX-License-Identifier: Apache-2.0
import { makeLoginLink } from '@datacar/testing/browser/signInByLink';
import { watchTraffic } from '@datacar/testing/browser/watchTraffic';
import { expect, test } from 'vitest';
import type { App } from './App.ts';

export function accessTests(app: () => App): void {
  test('a one-time link signs in once, and its token goes into no address', async () => {
    const { home, url, browser } = app();
    const link = await makeLoginLink({ home });
    const token = new URL(link).hash.replace('#token=', '');
    const context = await browser.newContext();
    const traffic = watchTraffic(context, { url });
    const page = await context.newPage();
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: 'My cars' }).waitFor();
    expect(page.url()).toBe(`${url}/`);
    expect(traffic.urls.filter((asked) => asked.split('#')[0]?.includes(token))).toEqual([]);
    await page.goBack();
    expect(page.url()).not.toContain(token);
    await context.close();

    const other = await browser.newContext();
    const refused = await other.newPage();
    await refused.goto(link);
    await refused.getByRole('alert').filter({ hasText: 'no longer signs in' }).waitFor();
    await refused.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect((await other.cookies()).filter(({ httpOnly }) => httpOnly)).toEqual([]);
    await other.close();
  });

  test('the session is a cookie that no script reads and no other site sends', async () => {
    const { context, url } = app();
    const [session] = (await context.cookies()).filter(({ httpOnly }) => httpOnly);
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    const page = await context.newPage();
    await page.goto(url);
    expect(await page.evaluate(() => document.cookie)).not.toContain(session?.value);
    await page.close();
  });

  test('the policy allows nothing inline and nothing from elsewhere', async () => {
    const { headers, status } = await fetch(app().url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(status).toBe(200);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  test('a form or a script of another site changes nothing', async () => {
    const { context, url } = app();
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const body = JSON.stringify({ name: 'stolen', scopes: ['records:read'] });
    const post = (headers: Record<string, string>) =>
      fetch(`${url}/v1/api-tokens`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body,
      });
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: 'https://elsewhere.example', 'content-type': 'text/plain' },
      { origin: url, 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await post(headers);
      expect([headers, answer.status]).toEqual([headers, expect.toSatisfy((status) => status >= 400)]);
    }
    const listed = await fetch(`${url}/v1/api-tokens`, { headers: { cookie } });
    expect(await listed.text()).not.toContain('stolen');
  });

  test('who is not signed in sees how to sign in, and can still verify and look at the chain', async () => {
    const { browser, url } = app();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${url}/cars/1`);
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    for (const [path, heading] of [
      ['/verify', /Verify/],
      ['/explorer', /Explorer/],
      ['/system', /System/],
    ] as const) {
      await page.goto(url + path);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    }
    await context.close();
  });
}
