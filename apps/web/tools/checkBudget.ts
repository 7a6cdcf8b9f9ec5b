// SPDX-License-Identifier: Apache-2.0
// Builds the app and weighs what each route loads first; fails when one is too heavy.
import { buildApp } from './buildApp.ts';
import { firstLoadBytesMax } from './firstLoadBytesMax.ts';
import { measureRoutes } from './measureRoutes.ts';

const { isFresh, durationMs } = await buildApp();
console.log(isFresh ? 'Built before.' : `Built in ${durationMs} ms.`);
const routes = measureRoutes().sort((a, b) => b.gzippedBytes - a.gzippedBytes);
for (const { path, gzippedBytes } of routes) {
  const mark = gzippedBytes > firstLoadBytesMax ? 'TOO HEAVY' : '';
  console.log(`${(gzippedBytes / 1_000).toFixed(1).padStart(8)} kB  ${path} ${mark}`);
}
console.log(
  `${(firstLoadBytesMax / 1_000).toFixed(1).padStart(8)} kB  is the limit of first-load JavaScript, gzipped`,
);
process.exitCode = routes.every(({ gzippedBytes }) => gzippedBytes <= firstLoadBytesMax) ? 0 : 1;
