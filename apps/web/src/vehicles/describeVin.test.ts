// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { describeVin, normalizeVin } from './describeVin.ts';

describe('describeVin', () => {
  test('takes a VIN as papers print it', () => {
    expect(describeVin('vf1 acvyb0-1234 5678')).toBeNull();
    expect(normalizeVin('vf1 acvyb0-1234 5678')).toBe('VF1ACVYB012345678');
  });

  test.each(['', 'VF1ACVYB01234567', 'VF1ACVYB0123456789', 'VF1ACVYBO12345678', 'VF1ACVYB01234567Ä'])(
    'says what is wrong with %j',
    (vin) => {
      expect(describeVin(vin)).not.toBeNull();
    },
  );
});
