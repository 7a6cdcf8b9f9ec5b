// SPDX-License-Identifier: Apache-2.0
import './AttentionList.css';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat } from '../app/useFormat.ts';
import { Age } from '../ui/Age.tsx';
import type { Format } from '../ui/format/createFormat.ts';
import { Icon } from '../ui/Icon.tsx';
import { attentionDays } from './carQueries.ts';
import type { Attention } from './findAttention.ts';

/** What needs the owner's eye, each with what it means or what to do. */
export function AttentionList({ items }: { items: readonly Attention[] }) {
  const format = useFormat();
  if (items.length === 0) return null;
  return (
    <ul className="plain-list attention" aria-label="What needs attention">
      {items.map((item) => (
        <li key={item.kind} className={`attention-item attention-${toneOf(item)}`}>
          <Icon name={toneOf(item) === 'info' ? 'info' : 'warning'} size={18} />
          <div>{describe(item, format)}</div>
        </li>
      ))}
    </ul>
  );
}

function toneOf({ kind }: Attention): 'info' | 'warning' | 'danger' {
  if (kind === 'fork') return 'danger';
  return ['notConnected', 'neverHeard', 'imported', 'serviceSoon'].includes(kind) ? 'info' : 'warning';
}

function describe(item: Attention, format: Format): ReactNode {
  switch (item.kind) {
    case 'notConnected':
      return (
        <>
          Nothing speaks for this car yet. <Link to="/connect">Connect it</Link>, or{' '}
          <Link to="/data">bring a recorded drive</Link>.
        </>
      );
    case 'neverHeard':
      return 'Its key is known, but it has not said anything yet. Switch it on and wait a minute.';
    case 'silent':
      return (
        <>
          It promised to go on and fell silent <Age timeMs={item.sinceMs} />. It may be out of reach; what it
          records meanwhile comes later.
        </>
      );
    case 'stale':
      return (
        <>
          Not heard of since <Age timeMs={item.sinceMs} />. If it drove since, look whether its dongle has
          power and a connection.
        </>
      );
    case 'imported':
      return (
        <>
          What is known of it comes from files and ends <Age timeMs={item.untilMs} />.{' '}
          <Link to="/data">Bring a newer drive</Link>, or <Link to="/connect">connect the car</Link>.
        </>
      );
    case 'gaps':
      return `${item.count === 1 ? 'A stretch' : `${item.count} stretches`} of the last ${attentionDays} days ${item.count === 1 ? 'is' : 'are'} missing, ${format.duration(item.missingMs)} in all. They show as gaps, also in every proof.`;
    case 'fork':
      return 'Two different records carry the same number. Its key may be in use twice; both are kept as evidence.';
    case 'chargeLow':
      return `The battery is down to ${format.percent(item.percent)}. Charge soon.`;
    case 'serviceDue':
      return 'A service is due.';
    case 'serviceSoon':
      return `A service is due in ${format.quantityText(item.km, 'km')}.`;
  }
}
