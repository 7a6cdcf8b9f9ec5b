// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'react';
import type { SharedCursor } from './createCursor.ts';

export interface CursorTextProps {
  cursor: SharedCursor;
  read(timeMs: number): string;
  /** Before anybody looked at a moment. */
  otherwise: string;
}

/** Text that follows the cursor, written past React: it changes with every move of the pointer. */
export function CursorText({ cursor, read, otherwise }: CursorTextProps) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let frame = 0;
    const write = (): void => {
      frame = 0;
      const { timeMs } = cursor.get();
      if (place.current !== null) place.current.textContent = timeMs === null ? otherwise : read(timeMs);
    };
    write();
    const unsubscribe = cursor.subscribe(() => {
      if (frame === 0) frame = requestAnimationFrame(write);
    });
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, [cursor, read, otherwise]);
  return <span ref={place} className="cursor-text" />;
}
