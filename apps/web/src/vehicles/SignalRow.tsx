// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useNow } from '../app/clock.ts';
import { ProveLink } from '../records/ProveLink.tsx';
import { Age } from '../ui/Age.tsx';
import { Badge } from '../ui/Badge.tsx';
import { classNames } from '../ui/classNames.ts';
import { Value } from '../ui/Value.tsx';
import type { NamedReading } from './groupSignals.ts';
import { sourceMeanings, sourceNames } from './sourceNames.ts';

/** A car that speaks says a value again when it changes; what it has not said for so long may have been forgotten. */
const staleAfterMs = 3_600_000;

export interface SignalRowProps {
  vehicle: string;
  reading: NamedReading;
  /** The car itself has fallen silent, so nothing that it said is sure to hold. */
  isSilent: boolean;
}

/** One value: name with the way to its history, value, age, source, proof. */
export const SignalRow = memo(function SignalRow({ vehicle, reading, isSilent }: SignalRowProps) {
  const { signal, name, value, unit, timeMs, source } = reading;
  const isStale = useNow() - timeMs > staleAfterMs || isSilent;
  return (
    <li className={classNames('signal-row', isStale && 'signal-stale')}>
      <Link
        className="signal-name"
        to="/cars/$carId/signals/$signal"
        params={{ carId: vehicle, signal }}
        title={`${signal}: show its history`}
      >
        {name}
      </Link>
      <span className="signal-value">
        <Value value={value} unit={unit} isStale={isStale} />
      </span>
      <span className="signal-about">
        <Age timeMs={timeMs} staleAfterMs={isStale ? 0 : staleAfterMs} />
        <Badge title={sourceMeanings[source]}>{sourceNames[source]}</Badge>
      </span>
      <ProveLink vehicle={vehicle} signal={signal} timeMs={timeMs} of={name} isIcon />
    </li>
  );
});
