// SPDX-License-Identifier: Apache-2.0
import './Age.css';
import { useFormat } from '../app/useFormat.ts';

export interface TimeProps {
  timeMs: number;
  /** `dateTime` by default. */
  as?: 'dateTime' | 'dateTimeExact' | 'date' | 'day' | 'time' | undefined;
}

/** A moment in the viewer's zone; UTC on hover. */
export function Time({ timeMs, as = 'dateTime' }: TimeProps) {
  const format = useFormat();
  return (
    <time
      className="time"
      dateTime={new Date(timeMs).toISOString()}
      title={`${format.dateTimeExact(timeMs)}\n${format.utc(timeMs)}`}
    >
      {format[as](timeMs)}
    </time>
  );
}
