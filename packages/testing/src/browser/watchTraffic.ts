// SPDX-License-Identifier: Apache-2.0
import type { BrowserContext, Page } from 'playwright-core';

/** What pages asked for and complained about since they are watched. */
export interface Traffic {
  /** Every address that was asked for: documents, files, API, workers and web sockets. */
  urls: string[];
  /** Those of them that are on another host than the app. */
  foreign: string[];
  /** Violations of the Content-Security-Policy, in the browser's words. */
  violations: string[];
  /** Exceptions that nobody caught. */
  exceptions: string[];
}

/** Watches all pages of a context, open or opened later; several contexts may be watched into one. */
export function watchTraffic(
  context: BrowserContext,
  {
    url,
    into: traffic = { urls: [], foreign: [], violations: [], exceptions: [] },
  }: { url: string; into?: Traffic },
): Traffic {
  const { host } = new URL(url);
  const add = (asked: string): void => {
    traffic.urls.push(asked);
    // Made by the page itself out of its own bytes.
    if (/^(data|blob|about):/.test(asked)) return;
    if (new URL(asked).host !== host) traffic.foreign.push(asked);
  };
  const watchPage = (page: Page): void => {
    page.on('websocket', (socket) => add(socket.url()));
    page.on('pageerror', (error) => traffic.exceptions.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) {
        traffic.violations.push(`${page.url()}: ${message.text()}`);
      }
    });
  };
  context.on('request', (request) => add(request.url()));
  context.on('page', watchPage);
  for (const page of context.pages()) watchPage(page);
  return traffic;
}
