// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'react';
import type { SharedCursor } from './createCursor.ts';
import { useAtCursor, writeText } from './useAtCursor.ts';

export interface CursorTextProps {
  cursor: SharedCursor;
  read(timeMs: number): string;
  /** Before anybody looked at a moment. */
  otherwise: string;
}

/** Text that follows the cursor. */
export function CursorText({ cursor, read, otherwise }: CursorTextProps) {
  const place = useRef<HTMLSpanElement>(null);
  useAtCursor(cursor, (timeMs) => writeText(place.current, timeMs === null ? otherwise : read(timeMs)));
  return <span ref={place} className="cursor-text" />;
}
