// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

/** Chromium's offer to install the page as an app; other browsers have a menu for it. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

let offered: InstallPrompt | undefined;
const listeners = new Set<() => void>();

function set(next: InstallPrompt | undefined): void {
  offered = next;
  for (const listener of listeners) listener();
}

/** The offer comes once, soon after the page has loaded. */
export function listenForInstallPrompt(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    set(event as InstallPrompt);
  });
  window.addEventListener('appinstalled', () => set(undefined));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks the viewer to install; undefined where the browser does not offer it. */
export function useInstallPrompt(): (() => void) | undefined {
  const prompt = useSyncExternalStore(subscribe, () => offered);
  if (prompt === undefined) return undefined;
  return () => {
    // An offer is good for one question.
    set(undefined);
    void prompt.prompt();
  };
}

/** The page runs as an app of its own. */
export const isInstalled = (): boolean => window.matchMedia('(display-mode: standalone)').matches;
