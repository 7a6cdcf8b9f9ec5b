// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { Age } from '../../ui/Age.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { CarConnection } from './useCarConnection.ts';

/** Turns green with the first signed batch. */
export function ConnectionStatus({ vehicle, connection }: { vehicle: string; connection: CarConnection }) {
  const { arrived, lastBatchMs, error } = connection;
  if (error !== null && error !== undefined) return <ErrorState error={error} />;
  if (arrived !== null) {
    return (
      <div className="connect-status connect-status-good" role="status">
        <span className="connect-light">
          <Icon name="check" size={28} />
        </span>
        <div className="connect-status-words">
          <strong>A signed batch has arrived</strong>
          <span className="soft">
            Number {arrived.sequence}, {arrived.count} readings until <Age timeMs={arrived.toMs} />, verified
            and stored: <Hash value={arrived.headerHash} />
          </span>
        </div>
        <Link className="button button-primary" to="/cars/$carId" params={{ carId: vehicle }}>
          See the car live
        </Link>
      </div>
    );
  }
  return (
    <div className="connect-status" role="status">
      <span className="connect-light connect-light-waiting" />
      <div className="connect-status-words">
        <strong>Waiting for a signed batch</strong>
        <span className="soft">
          {lastBatchMs === null || lastBatchMs === undefined ? (
            'None has come from this car yet. It turns green here by itself, about a minute after the agent starts.'
          ) : (
            <>
              The last one reached until <Age timeMs={lastBatchMs} />. It turns green here when the next one
              comes.
            </>
          )}
        </span>
      </div>
    </div>
  );
}
