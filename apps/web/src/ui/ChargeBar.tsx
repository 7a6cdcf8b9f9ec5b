// SPDX-License-Identifier: Apache-2.0
import './ChargeBar.css';
import { classNames } from './classNames.ts';

/** Below it a driver should charge soon. */
const lowPercent = 20;
const criticalPercent = 10;

/** How full a battery is. The number stands beside it, so it is decoration. */
export function ChargeBar({
  percent,
  isCharging,
  isStale,
}: {
  percent: number;
  isCharging?: boolean | undefined;
  isStale?: boolean | undefined;
}) {
  const level = percent < criticalPercent ? 'critical' : percent < lowPercent ? 'low' : 'good';
  return (
    <div
      className={classNames('charge-bar', `charge-${level}`, isStale && 'charge-stale')}
      aria-hidden="true"
    >
      <div
        className={classNames('charge-fill', isCharging && 'charge-charging')}
        style={{ width: `${Math.max(1, Math.min(100, percent))}%` }}
      />
    </div>
  );
}
