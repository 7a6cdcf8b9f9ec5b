// SPDX-License-Identifier: Apache-2.0
import { DatacarError } from '@datacar/core/errors/DatacarError';

/** ISO 3779:2009 section 4: 17 of these; I, O and Q are left out because they look like digits. */
const VIN = /^[A-HJ-NPR-Z0-9]{17}$/;

/**
 * The VIN in upper case without surrounding space. The check digit in place 9 is not looked at: ISO 3779 does not
 * have it, only North America and China require it.
 * @throws DatacarError VIN_INVALID
 */
export function checkVin(text: string): string {
  const vin = text.trim().toUpperCase();
  if (VIN.test(vin)) return vin;
  throw new DatacarError(
    'VIN_INVALID',
    'A VIN has 17 characters of A-Z and 0-9 without I, O and Q (ISO 3779).',
    {
      details: { field: 'vin' },
    },
  );
}

/** ISO 3780: the first three characters name the maker; a 9 in the third says that places 12 to 14 do so too. */
export function wmiOf(vin: string): string {
  const first = vin.slice(0, 3);
  return first.endsWith('9') ? first + vin.slice(11, 14) : first;
}
