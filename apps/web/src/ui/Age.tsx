// SPDX-License-Identifier: Apache-2.0
import './Age.css';
import { useNow } from '../app/clock.ts';
import { useFormat } from '../app/useFormat.ts';
import { formatAge } from './format/formatAge.ts';

export interface AgeProps {
  timeMs: number;
  /** Older than this is stale, and looks and says so. */
  staleAfterMs?: number | undefined;
}

/** "7 s ago", counting on; the exact time, local and UTC, is in the tooltip. */
export function Age({ timeMs, staleAfterMs }: AgeProps) {
  const format = useFormat();
  const ageMs = useNow() - timeMs;
  const isStale = staleAfterMs !== undefined && ageMs > staleAfterMs;
  return (
    <time
      className={isStale ? 'age age-stale' : 'age'}
      dateTime={new Date(timeMs).toISOString()}
      title={`${format.dateTimeExact(timeMs)}\n${format.utc(timeMs)}`}
    >
      {isStale && <span className="visually-hidden">stale, </span>}
      {formatAge(ageMs)}
    </time>
  );
}
