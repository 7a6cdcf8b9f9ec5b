// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';
import { usePreferences } from './preferences.ts';

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  darkQuery.addEventListener('change', listener);
  return () => darkQuery.removeEventListener('change', listener);
}

/** The theme that is shown; what draws on a canvas draws again when it changes. */
export function useTheme(): 'light' | 'dark' {
  const { theme } = usePreferences();
  const isSystemDark = useSyncExternalStore(subscribe, () => darkQuery.matches);
  if (theme !== 'system') return theme;
  return isSystemDark ? 'dark' : 'light';
}
