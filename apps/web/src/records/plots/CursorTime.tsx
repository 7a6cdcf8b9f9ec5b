// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import type { SharedCursor } from './createCursor.ts';
import { useAtCursor, writeText } from './useAtCursor.ts';

/** The moment of the cursor in the viewer's zone; UTC on hover. */
export function CursorTime({ cursor, otherwiseMs }: { cursor: SharedCursor; otherwiseMs: number }) {
  const format = useFormat();
  const place = useRef<HTMLTimeElement>(null);
  useAtCursor(cursor, (cursorMs) => {
    const element = place.current;
    if (element === null) return;
    const timeMs = cursorMs ?? otherwiseMs;
    writeText(element, format.dateTimeExact(timeMs));
    element.dateTime = new Date(timeMs).toISOString();
    element.title = format.utc(timeMs);
  });
  return <time ref={place} className="time" />;
}
