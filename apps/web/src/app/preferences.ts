// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

/** What a viewer chose; kept in this browser only. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  distance: 'km' | 'mi';
  temperature: 'celsius' | 'fahrenheit';
  /** An IANA zone, or `local` for the browser's own. */
  timeZone: string;
  /** Own map tiles: a PMTiles address or a {z}/{x}/{y} template. Empty: the outlines that come with the app. */
  mapTiles: string;
}

const storageKey = 'datacar.preferences';

/** Miles where roads are signed in miles, Fahrenheit where weather is told in it. */
function defaultPreferences(): Preferences {
  const region = new Intl.Locale(navigator.language).maximize().region ?? '';
  return {
    theme: 'system',
    distance: ['GB', 'LR', 'MM', 'US'].includes(region) ? 'mi' : 'km',
    temperature: ['BS', 'BZ', 'KY', 'LR', 'PW', 'US'].includes(region) ? 'fahrenheit' : 'celsius',
    timeZone: 'local',
    mapTiles: '',
  };
}

function readStored(): Preferences {
  const defaults = defaultPreferences();
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return { ...defaults, ...(stored as Partial<Preferences>) };
  } catch {
    // A browser that keeps nothing, or something that is not ours: the defaults hold.
    return defaults;
  }
}

let current = readStored();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const getPreferences = (): Preferences => current;

export function setPreferences(changes: Partial<Preferences>): void {
  current = { ...current, ...changes };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // Holds until the page closes, then.
  }
  applyTheme();
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, getPreferences);
}

/** Light and dark are decided in theme.css; a choice other than the system's stands on the root element. */
export function applyTheme(): void {
  const { dataset } = document.documentElement;
  if (current.theme === 'system') delete dataset.theme;
  else dataset.theme = current.theme;
}

window.addEventListener('storage', ({ key }) => {
  if (key !== storageKey) return;
  current = readStored();
  applyTheme();
  for (const listener of listeners) listener();
});
