// SPDX-License-Identifier: Apache-2.0
import './Toast.css';
import { useSyncExternalStore } from 'react';
import type { Tone } from './Callout.tsx';

interface Toast {
  id: number;
  text: string;
  tone: Tone;
}

const shownMs = 5_000;
/** More at once nobody reads. */
const toastsMax = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says that something was done; it goes by itself, so nothing that must be read stands only here. */
export function showToast(text: string, tone: Tone = 'good'): void {
  const id = nextId++;
  set([...toasts.slice(-(toastsMax - 1)), { id, text, tone }]);
  setTimeout(() => set(toasts.filter((toast) => toast.id !== id)), shownMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function ToastRegion() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text, tone }) => (
        <div key={id} className={`toast toast-${tone}`}>
          {text}
        </div>
      ))}
    </div>
  );
}
