// SPDX-License-Identifier: Apache-2.0
// Draws the icons of the installed app from icon.svg, by a Chromium: run it when that changes, and commit what it writes.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, openBrowser } from '@datacar/testing/browser/openBrowser';
import { appDirectory } from './appDirectory.ts';

interface AppIcon {
  name: string;
  size: number;
  /** Without round corners, for systems that cut their own shape out of it. */
  isFull: boolean;
  /** Of the drawing. Maskable icons keep what matters within the inner 80 percent (W3C App Manifest). */
  scale: number;
}

const icons: readonly AppIcon[] = [
  { name: 'icon-192.png', size: 192, isFull: false, scale: 1 },
  { name: 'icon-512.png', size: 512, isFull: false, scale: 1 },
  { name: 'maskable-192.png', size: 192, isFull: true, scale: 0.8 },
  { name: 'maskable-512.png', size: 512, isFull: true, scale: 0.8 },
  { name: 'apple-touch-icon.png', size: 180, isFull: true, scale: 0.9 },
];

const directory = join(appDirectory, 'public', 'icons');
const svg = readFileSync(join(appDirectory, 'public', 'icon.svg'), 'utf8');
const background = /<rect[^>]*fill="([^"]+)"/.exec(svg)?.[1];
const chromium = findChromium();
if (background === undefined) throw new Error('icon.svg has no background.');
if (chromium === undefined) throw new Error('No Chromium is installed.');

mkdirSync(directory, { recursive: true });
const browser = await openBrowser(chromium);
for (const { name, size, isFull, scale } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const drawn = Math.round(size * scale);
  const margin = (size - drawn) / 2;
  const fill = isFull ? background : 'transparent';
  await page.setContent(
    `<style>body{margin:0;background:${fill}}svg{position:absolute;left:${margin}px;top:${margin}px;width:${drawn}px;height:${drawn}px}</style>${svg}`,
  );
  await page.screenshot({ path: join(directory, name), omitBackground: true });
  await page.close();
  console.log(name);
}
await browser.close();
