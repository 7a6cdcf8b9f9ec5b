// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect } from 'react';
import type { SharedCursor } from './createCursor.ts';

/**
 * Calls `write` after each render and before each frame in which the cursor moved. What follows the pointer is
 * written into the page with it, past React, which would draw the component anew sixty times a second.
 */
export function useAtCursor(cursor: SharedCursor, write: (timeMs: number | null) => void): void {
  useLayoutEffect(() => {
    const run = (): void => write(cursor.get().timeMs);
    run();
    return cursor.subscribe(run);
  });
}

/** Writes text into an element that React gives no children, and only what differs from what stands there. */
export function writeText(element: Element | null, text: string): void {
  const node = element?.firstChild;
  if (!(node instanceof Text)) element?.replaceChildren(text);
  else if (node.data !== text) node.data = text;
}
