// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { allRoutes } from '@datacar/core/api/allRoutes';
import { expect, test } from 'vitest';
import { renderRouteTable } from './renderRouteTable.ts';

const at = (path: string) => new URL(`../${path}`, import.meta.url);

test('the committed route table is what the definitions generate', () => {
  expect(readFileSync(at('generated/routeTable.ts'), 'utf8')).toBe(renderRouteTable());
});

test('every route has its action, in a file of its name', () => {
  const folders = ['api', 'consortium', 'records', 'signals', 'token', 'vehicles', 'wallet'];
  const missing = allRoutes
    .map(({ name }) => name)
    .filter((name) => !folders.some((folder) => existsSync(at(`${folder}/${name}.ts`))));
  expect(missing).toEqual([]);
});
