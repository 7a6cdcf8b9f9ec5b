// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createLoginLinks, LOGIN_LINK_LIFETIME_MS } from './createLoginLinks.ts';

test('a link works once, for ten minutes, and an old one makes room for new ones', () => {
  let now = Date.UTC(2026, 0, 5);
  const links = createLoginLinks({ clock: () => now });
  const first = links.create();
  expect(first.expiresAtMs).toBe(now + 10 * 60_000);
  expect(links.use(first.token)).toBe(true);
  expect(links.use(first.token)).toBe(false);
  expect(links.use('unknown')).toBe(false);

  const late = links.create();
  now += LOGIN_LINK_LIFETIME_MS - 1;
  const intime = links.create();
  now += 1;
  expect(links.use(late.token)).toBe(false);
  expect(links.use(intime.token)).toBe(true);

  const pushedOut = links.create();
  for (let count = 0; count < 16; count += 1) links.create();
  expect(links.use(pushedOut.token)).toBe(false);
});
