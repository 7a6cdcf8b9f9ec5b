// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

let isOpen = false;
const listeners = new Set<() => void>();

export function setCommandMenuOpen(next: boolean): void {
  isOpen = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useIsCommandMenuOpen(): boolean {
  return useSyncExternalStore(subscribe, () => isOpen);
}
