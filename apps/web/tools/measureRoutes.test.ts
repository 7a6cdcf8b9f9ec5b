// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { builtDirectory } from './appDirectory.ts';
import { buildApp } from './buildApp.ts';
import { firstLoadBytesMax } from './firstLoadBytesMax.ts';
import { measureRoutes } from './measureRoutes.ts';

beforeAll(async () => {
  await buildApp();
}, 60_000);

test('the first-load JavaScript of every route is within its limit', () => {
  const routes = measureRoutes();
  const heaviest = Math.max(...routes.map(({ gzippedBytes }) => gzippedBytes));
  console.log(
    `first-load JavaScript: ${routes.length} routes, the heaviest ${(heaviest / 1_000).toFixed(1)} kB gzipped`,
  );
  expect(routes.map(({ path }) => path)).toContain('/');
  expect(routes.filter(({ gzippedBytes }) => gzippedBytes > firstLoadBytesMax)).toEqual([]);
});

test('the built page carries no script or style of its own and names no other host', () => {
  const page = readFileSync(join(builtDirectory, 'index.html'), 'utf8');
  expect(page).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/);
  expect([...page.matchAll(/(?:src|href)="([^"]+)"/g)].filter(([, url]) => !url?.startsWith('/'))).toEqual(
    [],
  );
  const styles = readdirSync(join(builtDirectory, 'assets'))
    .filter((file) => file.endsWith('.css'))
    .map((file) => readFileSync(join(builtDirectory, 'assets', file), 'utf8'));
  expect(styles.filter((text) => /url\(["']?(?:https?:)?\/\//.test(text))).toEqual([]);
});

test('a second build finds nothing to do', async () => {
  expect((await buildApp()).isFresh).toBe(true);
});
