// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { signalByPath } from '@datacar/core/signals/signalByPath';

/** @throws DatacarError SIGNAL_UNKNOWN */
export function checkSignals(paths: readonly string[] | undefined): void {
  const unknown = paths?.find((path) => signalByPath(path) === undefined);
  if (unknown === undefined) return;
  throw new DatacarError('SIGNAL_UNKNOWN', `The catalogue has no signal ${unknown}.`, {
    details: { field: 'signals' },
  });
}

/** @throws DatacarError INPUT_INVALID */
export function checkPeriod({ from, to }: { from: number; to: number }): void {
  if (from < to) return;
  throw new DatacarError('INPUT_INVALID', 'from: must be before to.', { details: { field: 'from' } });
}
