// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

let highlighted: string | null = null;
const listeners = new Set<() => void>();

/** What the pointer or the focus is on; everything equal on the page lights up with it. */
function follow({ target }: Event): void {
  const element = target instanceof Element ? target.closest('[data-highlight]') : null;
  const value = element?.getAttribute('data-highlight') ?? null;
  if (value === highlighted) return;
  highlighted = value;
  for (const listener of listeners) listener();
}

let isFollowing = false;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!isFollowing) {
    isFollowing = true;
    document.addEventListener('pointerover', follow, { passive: true });
    document.addEventListener('focusin', follow, { passive: true });
  }
  return () => listeners.delete(listener);
}

/** Whether the element with this `data-highlight`, or an equal one, is pointed at. */
export function useIsHighlighted(value: string): boolean {
  return useSyncExternalStore(subscribe, () => highlighted === value);
}
