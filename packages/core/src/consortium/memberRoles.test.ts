// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskOfRoles, memberRoles, rolesOfMask } from './memberRoles.ts';

test('a mask has the bit of each role', () => {
  expect(maskOfRoles(['validator', 'foundation'])).toBe(0b100_0000_0001);
  expect(rolesOfMask(0b100_0000_0001)).toEqual(['validator', 'foundation']);
  expect(maskOfRoles([])).toBe(0);
  expect(maskOfRoles(memberRoles)).toBe(0x7ff);
});

test('a mask and its roles are the same', () => {
  fc.assert(
    fc.property(fc.subarray([...memberRoles]), (roles) => {
      expect(rolesOfMask(maskOfRoles([...roles, ...roles]))).toEqual(roles);
    }),
  );
});

test('a word that is no role is refused', () => {
  expect(() => maskOfRoles(['validator', 'king'])).toThrow(
    expect.objectContaining({ code: 'INPUT_INVALID', details: { field: 'roles' } }),
  );
});
