// SPDX-License-Identifier: Apache-2.0
import type { DatacarError } from '@datacar/core/errors/DatacarError';
import { describe, expect, test } from 'vitest';
import { checkVin, wmiOf } from './checkVin.ts';

describe('checkVin', () => {
  test.each(['VF1ACVYB012345678', '1M8GDM9AXKP042788', '5YJ3E1EA7KF317000'])('takes %s', (vin) => {
    expect(checkVin(vin)).toBe(vin);
  });

  test('takes lower case and surrounding space', () => {
    expect(checkVin(' vf1acvyb012345678\n')).toBe('VF1ACVYB012345678');
  });

  test.each([
    '',
    'VF1ACVYB01234567',
    'VF1ACVYB0123456789',
    'VF1ACVYBO12345678',
    'VF1ACVYBI12345678',
    'VF1-CVYB012345678',
  ])('refuses "%s"', (vin) => {
    expect(() => checkVin(vin)).toThrow(expect.objectContaining({ code: 'VIN_INVALID' }) as DatacarError);
  });

  test('a small maker has a longer identifier', () => {
    expect(wmiOf('VF1ACVYB012345678')).toBe('VF1');
    expect(wmiOf('YT9ACVYB012345678')).toBe('YT9345');
  });
});
