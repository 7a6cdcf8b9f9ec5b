// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from 'react';
import type { SharedCursor } from './createCursor.ts';

/** A pointer that stood still so long is not on its way any more. */
const restMs = 120;

export interface RestingMoment {
  timeMs: number | null;
  /** Takes the cursor's moment at once, for what is about to be used. */
  settle(): void;
}

/** The moment at which the cursor rests, for what is too dear to be drawn on its way there. */
export function useRestingMoment(cursor: SharedCursor): RestingMoment {
  const [timeMs, setTimeMs] = useState(() => cursor.get().timeMs);
  const settle = useCallback(() => setTimeMs(cursor.get().timeMs), [cursor]);
  useEffect(() => {
    let timer = 0;
    const wait = (): void => {
      clearTimeout(timer);
      timer = window.setTimeout(settle, restMs);
    };
    settle();
    const unsubscribe = cursor.subscribe(wait);
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [cursor, settle]);
  return { timeMs, settle };
}
