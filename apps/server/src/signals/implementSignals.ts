// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@datacar/core/encoding/encodeHex';
import { catalogue } from '@datacar/core/signals/catalogue';
import { catalogueId } from '@datacar/core/signals/catalogueId';
import { listSignals } from '@datacar/core/signals/routes';
import { type Implementation, implement } from '../http/implement.ts';

export function implementSignals(): Implementation[] {
  const answer = {
    catalogue: encodeHex(catalogueId),
    items: catalogue.map(({ path, type, unit, min, max, allowed, description }) => ({
      path,
      type,
      unit: unit ?? null,
      min: min ?? null,
      max: max ?? null,
      allowed: allowed === undefined ? null : [...allowed],
      description,
    })),
  };
  return [implement(listSignals, () => answer)];
}
