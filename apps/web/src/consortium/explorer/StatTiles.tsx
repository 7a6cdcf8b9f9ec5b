// SPDX-License-Identifier: Apache-2.0
import './StatTiles.css';
import type { ReactNode } from 'react';
import { Skeleton } from '../../ui/Skeleton.tsx';

/** A few numbers at a glance; those that are not known yet hold their place. */
export function StatTiles({ items }: { items: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="stat-tiles">
      {items.map(([name, value]) => (
        <div key={name} className="stat-tile">
          <dt>{name}</dt>
          <dd>{value ?? <Skeleton width="4rem" height="1.75rem" />}</dd>
        </div>
      ))}
    </dl>
  );
}
