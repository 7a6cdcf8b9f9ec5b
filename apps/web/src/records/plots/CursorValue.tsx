// SPDX-License-Identifier: Apache-2.0
import '../../ui/Value.css';
import { useRef } from 'react';
import { useFormat } from '../../app/useFormat.ts';
import { classNames } from '../../ui/classNames.ts';
import type { SharedCursor } from './createCursor.ts';
import { indexAtOrBefore, type Series } from './Series.ts';
import { useAtCursor, writeText } from './useAtCursor.ts';

export interface CursorValueProps {
  cursor: SharedCursor;
  series: Series;
  /** Where the cursor is before anybody looked at a moment. */
  otherwiseMs: number;
  /** Greyed, because it may no longer have held. */
  isStale: boolean;
}

/** What a signal said last at the moment of the cursor, in the viewer's units. */
export function CursorValue({ cursor, series, otherwiseMs, isStale }: CursorValueProps) {
  const format = useFormat();
  const value = useRef<HTMLSpanElement>(null);
  const unit = useRef<HTMLSpanElement>(null);
  useAtCursor(cursor, (timeMs) => {
    const said = series.values[indexAtOrBefore(series.timesMs, timeMs ?? otherwiseMs)];
    const shown =
      typeof said === 'number'
        ? format.quantity(said, series.unit)
        : {
            text: said === undefined ? '–' : typeof said === 'boolean' ? (said ? 'Yes' : 'No') : said,
            unit: '',
          };
    writeText(value.current, shown.text);
    writeText(unit.current, shown.unit === '' ? '' : ` ${shown.unit}`);
  });
  return (
    <span className={classNames('value', isStale && 'value-stale')}>
      <span ref={value} />
      <span ref={unit} className="value-unit" />
    </span>
  );
}
